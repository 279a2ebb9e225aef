import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { commandArguments, readCommandLine } from '../../../electron/command-line.ts';

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
    expect(readCommandLine(words, cwd)).toEqual({ library, folders, isHidden: false });
  });

  it('starts without its window at a login', () => {
    expect(readCommandLine(['--hidden', 'a'], cwd)).toEqual({
      library: null,
      folders: [at('a')],
      isHidden: true,
    });
    expect(readCommandLine(['--', '--hidden'], cwd).isHidden).toBe(false);
  });
});

describe('the command line instead of the window', () => {
  it.each([
    ['is run by --cli', ['--cli', 'search', 'dog', '--json'], ['search', 'dog', '--json']],
    ['is run behind switches of Chromium', ['--no-sandbox', '--cli', '--version'], ['--version']],
    ['is not run without it', ['folder'], null],
    ['is not run by a folder of this name', ['folder', '--cli'], null],
    ['is not run by nothing', [], null],
  ])('%s', (_name, given, wanted) => {
    expect(commandArguments(given)).toEqual(wanted);
  });
});
