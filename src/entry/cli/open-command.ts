import type { Command } from 'commander';
import type { OpenCommandOptions, RevealCommandOptions } from './command-options.ts';
import { SearchWordsCommand } from './search-words-command.ts';
import { words } from './words.ts';

/** Adds what hands over to the desktop: the window, and the file manager. */
export function addOpen(program: Command): void {
  program
    .command('open')
    .description(words('cli.open.description'))
    .argument('[folder...]', words('cli.serve.folders'))
    .option('--library <file>', words('cli.serve.library'))
    .action(async (folders: string[], options: OpenCommandOptions) =>
      (await import('./run-open.ts')).runOpen(folders, options),
    );
  const reveal = new SearchWordsCommand('reveal', '--search').copyInheritedSettings(program);
  program.addCommand(reveal);
  reveal
    .description(words('cli.reveal.description'))
    .argument('<photo...>', words('cli.argument.photo'))
    .option('--library <file>', words('cli.search.library'))
    .option('--search', words('cli.reveal.search'))
    .option('--verbatim', words('cli.search.verbatim'))
    .action(async (photos: string[], options: RevealCommandOptions) =>
      (await import('./run-reveal.ts')).runReveal(photos, options),
    );
}
