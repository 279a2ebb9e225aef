import process from 'node:process';
import { Argument, type Command } from 'commander';
import { commandViews } from './command-tree.ts';
import { SHELLS, shellCompletion } from './shell-completion.ts';
import { words } from './words.ts';

/** Prints the completion of a shell, made from the commands of the program themselves. */
export function addCompletion(program: Command): void {
  program
    .command('completion')
    .description(words('cli.completion.description'))
    .addArgument(new Argument('<shell>', words('cli.completion.shell')).choices(SHELLS))
    .action((shell: (typeof SHELLS)[number]) => {
      process.stdout.write(shellCompletion(shell, commandViews(program)));
    });
}
