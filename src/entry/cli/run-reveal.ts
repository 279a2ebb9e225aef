import { statSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { showInFolder } from '../../platform/desktop/show-in-folder.ts';
import { CommandError } from './command-error.ts';
import type { RevealCommandOptions } from './command-options.ts';
import { EXIT } from './exit-code.ts';
import { existingLibrary } from './open-quietly.ts';
import { printedOptions, searched } from './run-search.ts';
import { words } from './words.ts';

/**
 * Shows photos in the file manager; with `--search` the best one of a search.
 * @throws CommandError `not-found`, `unavailable` where there is no file manager
 */
export async function runReveal(given: readonly string[], options: RevealCommandOptions): Promise<void> {
  const files =
    options.search === true ? await best(given.join(' '), options) : given.map((one) => path.resolve(one));
  for (const file of files) {
    if (statSync(file, { throwIfNoEntry: false }) === undefined)
      throw new CommandError('not-found', words('cli.reveal.notFound', { path: file }));
    if (!(await showInFolder(file))) throw new CommandError('unavailable', words('cli.reveal.noManager'));
  }
}

/** Path of the first photo that a search finds. @throws CommandError `not-found` */
async function best(text: string, { library, ...options }: RevealCommandOptions): Promise<readonly string[]> {
  const { stdout, stderr } = await searched(existingLibrary(library), text, {
    ...printedOptions({ ...options, limit: 1 }),
    form: 'nul',
  });
  const [file = ''] = Buffer.from(stdout).toString().split('\0');
  if (file === '')
    throw new CommandError('not-found', words('cli.reveal.nothing', { text }), { exitCode: EXIT.negative });
  process.stderr.write(stderr);
  return [file];
}
