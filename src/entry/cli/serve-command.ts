import type { Command } from 'commander';
import type { ServeCommandOptions } from './command-options.ts';
import { numberFrom } from './number-option.ts';
import { words } from './words.ts';

const portNumber = numberFrom(0, 65535, words('cli.expectedPort'));

export function addServe(program: Command): void {
  program
    .command('serve')
    .description(words('cli.serve.description'))
    .argument('[folder...]', words('cli.serve.folders'))
    .option('--library <file>', words('cli.serve.library'))
    .option('--port <n>', words('cli.serve.port'), portNumber, 0)
    .action(async (folders: string[], options: ServeCommandOptions) =>
      (await import('./run-serve.ts')).runServe(folders, options),
    );
}
