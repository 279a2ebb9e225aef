import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { MUTANTS } from '../../../scripts/mutants/table.ts';
import { ROOT } from '../../support/paths.ts';

it.each(MUTANTS)(
  'the sources have once what the mutant "$name" breaks',
  ({ file, text, replacement, tests }) => {
    expect(readFileSync(path.join(ROOT, file), 'utf8').split(text)).toHaveLength(2);
    expect(replacement).not.toBe(text);
    expect(existsSync(path.join(ROOT, tests))).toBe(true);
  },
);
