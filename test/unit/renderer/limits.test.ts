import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseSync } from 'vite';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../../support/paths.ts';

/** Lines, from the first to the last. */
const LIMITS = { component: 150, function: 60 };

const FOLDER = path.join(ROOT, 'renderer');
const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => ({ name, text: readFileSync(path.join(FOLDER, name), 'utf8') }));

interface Measured {
  readonly name: string;
  readonly lines: number;
}

/** Every function of a file, those within others too, by the name that it has or is given. */
function functionsOf(file: string, text: string): Measured[] {
  const found: Measured[] = [];
  const lineOf = (offset: number): number => text.slice(0, offset).split('\n').length;
  const visit = (node: unknown, given: string): void => {
    if (Array.isArray(node)) for (const one of node) visit(one, given);
    if (typeof node !== 'object' || node === null || !('type' in node)) return;
    const { type, start, end, id } = node as {
      readonly type: string;
      readonly start: number;
      readonly end: number;
      readonly id?: { readonly name?: string } | null;
    };
    const name = id?.name ?? given;
    if (/^(?:Function(?:Declaration|Expression)|ArrowFunctionExpression)$/.test(type))
      found.push({ name: `${file} ${name}`, lines: lineOf(end) - lineOf(start) + 1 });
    // `const A = memo(() => …)` names what it wraps; whatever else is within has a name of its own or none.
    const passesOn =
      type === 'VariableDeclarator' || type === 'CallExpression' || type === 'ExportNamedDeclaration';
    for (const value of Object.values(node)) visit(value, passesOn ? name : 'a function');
  };
  visit(parseSync(file, text).program.body, 'a function');
  return found;
}

const isComponent = ({ name }: Measured): boolean => /^[A-Z]/.test(name.split(' ').at(-1) ?? '');

describe('the code of the window', () => {
  const functions = files.flatMap(({ name, text }) => functionsOf(name, text));

  it('is measured whole, with memoised components under their names', () => {
    expect(functions.length).toBeGreaterThan(1000);
    expect(functions.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        `${path.join('app', 'app.tsx')} App`,
        `${path.join('features', 'timeline', 'photo-grid.tsx')} PhotoGrid`,
        `${path.join('features', 'timeline', 'use-grid-keys.ts')} useGridKeys`,
      ]),
    );
    const [long] = functionsOf('long.tsx', `const Long = memo(() => {\n${'f();\n'.repeat(200)}});`);
    expect(long).toEqual({ name: 'long.tsx Long', lines: 202 });
  });

  it(`has no component of ${LIMITS.component} lines`, () => {
    expect(functions.filter((one) => isComponent(one) && one.lines >= LIMITS.component)).toEqual([]);
  });

  it(`has no other function of ${LIMITS.function} lines`, () => {
    expect(functions.filter((one) => !isComponent(one) && one.lines >= LIMITS.function)).toEqual([]);
  });

  it('excepts no effect from the rule that names all that it depends on', () => {
    expect(files.filter(({ text }) => text.includes('useExhaustiveDependencies'))).toEqual([]);
  });
});
