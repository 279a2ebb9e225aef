import { Argument, type Command } from 'commander';
import type { UpdateAction, UpdatesOptions } from './command-options.ts';
import { words } from './words.ts';

const ACTIONS = ['status', 'check', 'on', 'off'] as const satisfies readonly UpdateAction[];

/** Adds the command that states, checks for and turns on notices of updates. */
export function addUpdates(program: Command): void {
  program
    .command('updates')
    .description(words('cli.updates.description'))
    .addArgument(new Argument('[action]', words('cli.updates.action')).choices(ACTIONS).default('status'))
    .option('--json', words('cli.updates.json'))
    .action(async (action: UpdateAction, options: UpdatesOptions) =>
      (await import('./run-updates.ts')).runUpdates(action, options),
    );
}
