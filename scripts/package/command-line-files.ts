import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';
import { buildCommandLine } from './build-cli.ts';

const root = path.resolve(import.meta.dirname, '..', '..');
/** What starts the command line, beside what it starts. */
const SCRIPTS = ['beachcomb.mjs', 'command-line-main.mjs', 'node24.mjs', 'portable.mjs'];
/** Where shells and `man` look for the files of a program below `share`, and the command that prints each. */
const PRINTED = [
  { file: 'bash-completion/completions/beachcomb', args: ['completion', 'bash'], locale: 'en_US.UTF-8' },
  { file: 'zsh/site-functions/_beachcomb', args: ['completion', 'zsh'], locale: 'en_US.UTF-8' },
  { file: 'fish/vendor_completions.d/beachcomb.fish', args: ['completion', 'fish'], locale: 'en_US.UTF-8' },
  { file: 'man/man1/beachcomb.1.gz', args: ['manual'], locale: 'en_US.UTF-8' },
  { file: 'man/zh_CN/man1/beachcomb.1.gz', args: ['manual'], locale: 'zh_CN.UTF-8' },
] as const;

/**
 * Writes the command line of a package: its bundle into `program`, what starts it into `bin`, completions and manual
 * pages into `share` of `made`.
 * @param made folder of files generated for the package
 * @param program folder of the program in it; `src` of a package lies beside its `dist`, as in the checkout
 * @param plugins additional Vite plugins
 * @throws Error with the output of a command that failed
 */
export async function writeCommandLine(
  made: string,
  program: string,
  plugins: readonly Plugin[],
): Promise<void> {
  await buildCommandLine(path.join(program, 'dist', 'cli'), {
    placed: path.join(root, 'dist', 'cli'),
    plugins,
    noteInputs: false,
  });
  for (const name of SCRIPTS) cpSync(path.join(root, 'scripts', name), path.join(program, 'scripts', name));
  cpSync(path.join(import.meta.dirname, 'bin'), path.join(made, 'bin'), { recursive: true });
  for (const { file, args, locale } of PRINTED) {
    const text = printed(args, locale);
    const at = path.join(made, 'share', ...file.split('/'));
    mkdirSync(path.dirname(at), { recursive: true });
    // Without a time in it, the same source makes the same file.
    writeFileSync(at, file.endsWith('.gz') ? gzipSync(text, { level: 9 }) : text);
  }
}

/** What a command of the checkout prints. */
function printed(args: readonly string[], locale: string): string {
  const { status, stdout, stderr, error } = spawnSync(
    process.execPath,
    [path.join(root, 'scripts', 'beachcomb.mjs'), ...args],
    { encoding: 'utf8', env: { ...process.env, LC_ALL: locale, NODE_OPTIONS: '' }, timeout: 60_000 },
  );
  if (status !== 0)
    throw new Error(`"beachcomb ${args.join(' ')}" failed: ${stderr || (error?.message ?? String(status))}`);
  return stdout;
}
