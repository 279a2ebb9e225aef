import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { functionsOf, type MeasuredFunction } from '../../support/functions-of.ts';
import { ROOT } from '../../support/paths.ts';

/** Lines, from the first to the last. */
const LIMITS = { component: 150, function: 60 };

const FOLDER = path.join(ROOT, 'renderer');
const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => ({ name, text: readFileSync(path.join(FOLDER, name), 'utf8') }));

const isComponent = ({ name }: MeasuredFunction): boolean => /^[A-Z]/.test(name.split(' ').at(-1) ?? '');

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
    expect(long).toMatchObject({ name: 'long.tsx Long', lines: 202 });
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
