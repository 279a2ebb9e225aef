import { spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { BeachcombError } from '../../../../src/domain/error.ts';
import { LANGUAGES } from '../../../../src/domain/label.ts';
import { systemErrorText } from '../../../../src/entry/cli/system-error-text.ts';
import { formatterFor } from '../../../../src/i18n/formatter.ts';
import { CLI_MAIN } from '../../../support/cli-main.ts';
import { MODELS } from '../../../support/paths.ts';
import { recordAttempt } from '../../../support/record-attempt.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

/** Runs the command line by a shell command in which `"$@"` is the command line. */
function run(shell: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const child = spawn(
    'bash',
    ['-c', shell, 'bash', process.execPath, '--disable-warning=ExperimentalWarning', CLI_MAIN, ...args],
    { env: { ...process.env, LC_ALL: 'C.UTF-8', ...env } },
  );
  let [out, err] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  return new Promise<{ code: number | null; out: string; err: string }>((resolve) =>
    child.once('close', (code) => resolve({ code, out, err })),
  );
}

function photos(): { root: string; folder: string; library: string } {
  const root = tempFolder();
  const folder = path.join(root, 'photos');
  mkdirSync(folder);
  copyFileSync(path.join(MODELS, 'samples', 'dog.jpg'), path.join(folder, 'dog.jpg'));
  return { root, folder, library: path.join(root, 'library.sqlite') };
}

describe('an error of the operating system', () => {
  it.each(['EACCES', 'EROFS', 'EMFILE', 'ENOSPC', 'ENOENT', 'EISDIR', 'EDQUOT', 'EIO'])(
    '%s is one sentence with the file, in both languages, also as the cause of another error',
    (code) => {
      const error = Object.assign(new Error(`${code}: in English, mkdir '/a/b'`), {
        code,
        syscall: 'mkdir',
        path: '/a/b',
      });
      const wrapped = new BeachcombError('library-unwritable', 'The library.', { cause: error });
      for (const language of LANGUAGES) {
        const text = systemErrorText(formatterFor(language), error) ?? '';
        expect(text).toContain('/a/b');
        expect(text).not.toContain(code);
        expect(systemErrorText(formatterFor(language), wrapped)).toBe(text);
      }
    },
  );

  it('without a sentence of its own is named by its code, and no other error is taken for one', () => {
    const error = Object.assign(new Error('x'), { code: 'EWEIRD', syscall: 'open', path: '/a' });
    expect(systemErrorText(formatterFor('en'), error)).toContain('EWEIRD');
    expect(systemErrorText(formatterFor('en'), new Error('a bug'))).toBe(null);
    expect(systemErrorText(formatterFor('en'), new BeachcombError('not-found', 'x'))).toBe(null);
  });

  it.skipIf(process.platform !== 'linux')(
    'ends every command with a sentence and 2, never with a stack (Linux only)',
    async () => {
      const { root, folder } = photos();
      const file = path.join(root, 'a-file');
      writeFileSync(file, '');
      const home = { HOME: '/proc/nothing', XDG_DATA_HOME: undefined, BEACHCOMB_LIBRARY: undefined };
      const attempts = [
        ['"$@"', ['index', '--library', '/proc/nothing/library.sqlite', folder], {}],
        ['"$@"', ['serve', '--library', '/proc/nothing/library.sqlite'], {}],
        ['"$@"', ['index', '--library', path.join(file, 'library.sqlite'), folder], {}],
        ['"$@"', ['serve', '--library', path.join(file, 'library.sqlite')], {}],
        ['"$@"', ['index', '--library', folder, folder], {}],
        ['"$@"', ['search', '--library', folder, 'dog'], {}],
        ['"$@"', ['index', folder], home],
        ['"$@"', ['index', '--library', `${root}/${'x'.repeat(300)}/library.sqlite`, folder], {}],
      ] as const;
      for (const [shell, args, env] of attempts) {
        const { code, err } = await run(shell, args, {
          BEACHCOMB_LOG_FOLDER: path.join(root, 'log'),
          ...env,
        });
        const name = `${shell} ${args.join(' ')}: ${err}`;
        expect(code, name).toBe(2);
        expect(err, name).not.toMatch(/\n\s+at |\bE[A-Z]{3,}:/);
      }
      recordAttempt({
        suite: 'faults',
        what: 'a command whose library, home or limit of the system makes it impossible',
        times: attempts.length,
        outcome: 'one sentence and exit code 2, no stack',
        lost: 0,
      });
    },
    120_000,
  );

  it('is not what a reader that leaves early makes of it: `| head` ends quietly', async () => {
    const { folder, library } = photos();
    for (let n = 0; n < 30; n += 1)
      copyFileSync(path.join(MODELS, 'samples', 'dog.jpg'), path.join(folder, `dog-${n}.jpg`));
    expect((await run('"$@"', ['index', '--library', library, folder])).code).toBe(0);
    for (const more of [[], ['--json'], ['-0'], ['--reasons']]) {
      const { code, err } = await run('set -o pipefail; "$@" | head -c 1', [
        'search',
        '--library',
        library,
        ...more,
        'dog',
      ]);
      expect(code, err).toBe(0);
      expect(err).not.toMatch(/EPIPE|\n\s+at /);
    }
  }, 60_000);
});
