import process from 'node:process';
import type { Command } from 'commander';
import { programVersion } from '../../app/program-version.ts';
import { commandViews } from './command-tree.ts';
import { manualPage } from './manual-page.ts';
import { words } from './words.ts';

/** Prints the manual page, made from the commands of the program themselves. */
export function addManual(program: Command): void {
  program
    .command('manual')
    .description(words('cli.manual.description'))
    .action(() => {
      const notes = words('cli.examples', { home: 'xdg' });
      process.stdout.write(manualPage(commandViews(program), { version: programVersion(), notes }));
    });
}
