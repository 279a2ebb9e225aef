import type { Command } from 'commander';
import type { AddModelOptions, ModelsOptions, ModelsUseOptions } from './command-options.ts';
import { words } from './words.ts';

/** Lists, checks, adds and removes packs of networks. Needs no library. */
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
    .command('available')
    .description(words('cli.models.availableDescription'))
    .option('--json', words('cli.models.json'))
    .action(async (options: ModelsOptions) =>
      (await import('./run-models-add.ts')).runModelsAvailable(options),
    );
  models
    .command('add')
    .description(words('cli.models.addDescription'))
    .argument('<model>', words('cli.models.what'))
    .option('--mirror <address>', words('cli.models.mirror'))
    .option('--proxy <address>', words('cli.models.proxy'))
    .option('--json', words('cli.models.json'))
    .action(async (model: string, options: AddModelOptions) =>
      (await import('./run-models-add.ts')).runModelsAdd(model, options),
    );
  models
    .command('remove')
    .description(words('cli.models.removeDescription'))
    .argument('<name>', words('cli.models.name'))
    .action(async (name: string) => (await import('./run-models-add.ts')).runModelsRemove(name));
  models
    .command('check')
    .description(words('cli.models.checkDescription'))
    .argument('[folder]', words('cli.models.folder'))
    .option('--json', words('cli.models.json'))
    .action(async (folder: string | undefined, options: ModelsOptions) =>
      (await import('./run-models.ts')).runModelsCheck(folder, options),
    );
  models
    .command('use')
    .description(words('cli.models.useDescription'))
    .argument('[name]', words('cli.models.useName'))
    .option('--library <file>', words('cli.index.library'))
    .option('--json', words('cli.models.json'))
    .action(async (name: string | undefined, options: ModelsUseOptions) =>
      (await import('./run-models-use.ts')).runModelsUse(name, options),
    );
}
