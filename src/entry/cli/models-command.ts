import type { Command } from 'commander';
import type { ModelsOptions } from './command-options.ts';
import { words } from './words.ts';

/** Lists the packs of networks, and checks them. Needs no library. */
export function addModels(program: Command): void {
  const models = program
    .command('models')
    .description(words('cli.models.description'))
    .helpCommand('help [command]', words('cli.help.helpCommand'));
  models
    .command('list')
    .description(words('cli.models.listDescription'))
    .option('--json', words('cli.models.json'))
    .action(async (options: ModelsOptions) => (await import('./run-models.ts')).runModelsList(options));
  models
    .command('check')
    .description(words('cli.models.checkDescription'))
    .argument('[folder]', words('cli.models.folder'))
    .option('--json', words('cli.models.json'))
    .action(async (folder: string | undefined, options: ModelsOptions) =>
      (await import('./run-models.ts')).runModelsCheck(folder, options),
    );
}
