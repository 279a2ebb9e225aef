import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readCommandLine } from '../../../electron/command-line.ts';

const cwd = path.resolve('/home/me');
const at = (...parts: string[]): string => path.resolve(cwd, ...parts);

describe('the command line', () => {
  it.each([
    ['nothing', [], null, []],
    ['folders', ['a', '../b', at('c')], null, [at('a'), at('../b'), at('c')]],
    ['a library by two words', ['--library', 'x.sqlite', 'a'], at('x.sqlite'), [at('a')]],
    ['a library by one word', ['a', '--library=x y.sqlite'], at('x y.sqlite'), [at('a')]],
    ['switches of Chromium', ['--no-sandbox', '-psn_0_1', 'a', '--user-data-dir=/x'], null, [at('a')]],
    [
      'a folder that looks like a switch, behind --',
      ['--', '--library', '-x'],
      null,
      [at('--library'), at('-x')],
    ],
    ['empty words', ['', 'a'], null, [at('a')]],
  ])('reads %s', (_name, words, library, folders) => {
    expect(readCommandLine(words, cwd)).toEqual({ library, folders });
  });
});
