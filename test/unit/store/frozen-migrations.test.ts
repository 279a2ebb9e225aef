import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { ROOT } from '../../support/paths.ts';

const FOLDER = path.join(ROOT, 'src', 'store', 'migrations');
const LIST = 'all.ts';
const names = readdirSync(FOLDER);
const migrations = names.filter((name) => name !== LIST);
const read = (name: string): string => readFileSync(path.join(FOLDER, name), 'utf8');

it('migrations are numbered without a gap', () => {
  expect(migrations.map((name) => Number(/^(\d{4})-[a-z-]+\.ts$/u.exec(name)?.[1]))).toEqual(
    migrations.map((_, at) => at + 1),
  );
});

it.each(migrations)('%s imports nothing but the type of the database', (name) => {
  const imports = read(name)
    .split('\n')
    .filter(
      (line) => /\b(?:import|require|export\b.*\bfrom)\b/u.test(line) && !/^\s*(?:\*|\/\/|\/\*)/u.test(line),
    );
  expect(imports.filter((line) => line !== "import type { Database } from 'better-sqlite3';")).toEqual([]);
});

it('the list of migrations names every one of them, in order', () => {
  expect([...read(LIST).matchAll(/ from '\.\/([^']+)';/gu)].map(([, name]) => name)).toEqual(migrations);
});
