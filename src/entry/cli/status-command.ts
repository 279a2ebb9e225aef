import type { Command } from 'commander';
import type { StatusOptions } from './command-options.ts';
import { words } from './words.ts';

export function addStatus(program: Command): void {
  program
    .command('status')
    .description(words('cli.status.description'))
    .option('--library <file>', words('cli.status.library'))
    .option('--problems', words('cli.status.problems'))
    .option('--json', words('cli.status.json'))
    .action(async (options: StatusOptions) => (await import('./run-status.ts')).runStatus(options));
}
