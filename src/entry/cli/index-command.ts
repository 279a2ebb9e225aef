import { type Command, Option } from 'commander';
import { SWITCHED_ANALYSER_IDS } from '../../domain/analyser.ts';
import type { IndexCommandOptions } from './command-options.ts';
import { words } from './words.ts';

export function addIndex(program: Command): void {
  const command = program
    .command('index')
    .description(words('cli.index.description'))
    .argument('[folder...]', words('cli.index.folders'))
    .option('--library <file>', words('cli.index.library'))
    .option('--json', words('cli.index.json'))
    .action(async (folders: string[], options: IndexCommandOptions) =>
      (await import('./run-index.ts')).runIndex(folders, options),
    );
  for (const id of SWITCHED_ANALYSER_IDS)
    command.addOption(
      new Option(`--${id} <on|off>`, words(`cli.index.analyser.${id}`)).choices(['on', 'off']),
    );
}
