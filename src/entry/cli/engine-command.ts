import { Argument, type Command } from 'commander';
import type { EngineOptions } from './command-options.ts';
import { words } from './words.ts';

/** Adds an engine that is not shipped with the program, and reports whether it works here. */
export function addEngine(program: Command): void {
  program
    .command('engine')
    .description(words('cli.engine.description'))
    .helpCommand('help [command]', words('cli.help.helpCommand'))
    .command('add')
    .description(words('cli.engine.addDescription'))
    .addArgument(new Argument('<engine>', words('cli.engine.which')).choices(['tensorflow']))
    .option('--library <file>', words('cli.engine.library'))
    .option('--yes', words('cli.engine.yes'))
    .action(async (_engine: string, options: EngineOptions) =>
      (await import('./run-engine-add.ts')).runEngineAdd(options),
    );
}
