import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseSync } from 'vite';
import { expect, it } from 'vitest';
import { ROOT } from './support/paths.ts';

interface Node {
  readonly type: string;
  readonly start: number;
  readonly argument?: Node;
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

/** Calls `each` with a node and all below it. */
function walk(value: unknown, each: (node: Node) => void): void {
  if (Array.isArray(value)) for (const one of value) walk(one, each);
  else if (isNode(value)) {
    each(value);
    for (const below of Object.values(value)) walk(below, each);
  }
}

/** Lines of a source in which a literal is spread: `{ ...{ a, b } }`, for which the compiler checks no property. */
function spreadLiterals(file: string, text: string): string[] {
  const found: string[] = [];
  walk(parseSync(file, text).program, ({ type, start, argument }) => {
    if (type !== 'SpreadElement' || !/^(?:Object|Array)Expression$/.test(argument?.type ?? '')) return;
    found.push(`${file}:${text.slice(0, start).split('\n').length}`);
  });
  return found;
}

it('finds a literal that is spread, and no other spread', () => {
  const text = 'const a = { ...b, ...(c ? { d } : {}) };\nconst e = { ...{ f } };\ng(...[1], ...h);';
  expect(spreadLiterals('made.ts', text)).toEqual(['made.ts:2', 'made.ts:3']);
});

it('no literal is spread into another: its fields stand where they belong', () => {
  const files = ['src', 'renderer', 'electron', 'scripts', 'test'].flatMap((folder) =>
    readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(?:tsx?|mjs)$/.test(name) && !name.includes('migrations'))
      .map((name) => path.join(folder, name)),
  );
  expect(files.length).toBeGreaterThan(1500);
  expect(files.flatMap((file) => spreadLiterals(file, readFileSync(path.join(ROOT, file), 'utf8')))).toEqual(
    [],
  );
});
