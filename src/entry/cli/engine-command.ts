import { Argument, type Command } from 'commander';
import { ADDABLE_ENGINES, type AddableEngine } from './addable-engines.ts';
import type { EngineOptions } from './command-options.ts';
import { words } from './words.ts';

/** Adds an engine whose libraries do not ship with the program, reports whether it works here, and removes it. */
export function addEngine(program: Command): void {
  const engine = program
    .command('engine')
    .description(words('cli.engine.description'))
    .helpCommand('help [command]', words('cli.help.helpCommand'));
  const names = Object.keys(ADDABLE_ENGINES);
  engine
    .command('add')
    .description(words('cli.engine.addDescription'))
    .addArgument(new Argument('<engine>', words('cli.engine.which')).choices(names))
    .option('--library <file>', words('cli.engine.library'))
    .option('--yes', words('cli.engine.yes'))
    .option('--mirror <address>', words('cli.engine.mirror'))
    .option('--proxy <address>', words('cli.models.proxy'))
    .action(async (which: AddableEngine, options: EngineOptions) =>
      (await import('./run-engine-add.ts')).runEngineAdd(which, options),
    );
  engine
    .command('remove')
    .description(words('cli.engine.removeDescription'))
    .addArgument(new Argument('<engine>', words('cli.engine.whichRemove')).choices(names))
    .action(async (which: AddableEngine) => (await import('./run-engine-remove.ts')).runEngineRemove(which));
}
