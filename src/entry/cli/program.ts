import process from 'node:process';
import { Command } from 'commander';
import { programVersion } from '../../app/program-version.ts';
import { addCompletion } from './completion-command.ts';
import { addDoctor } from './doctor.ts';
import { addEngine } from './engine-command.ts';
import { addIndex } from './index-command.ts';
import { addManual } from './manual-command.ts';
import { addSearch } from './search-command.ts';
import { addServe } from './serve-command.ts';
import { addStatus } from './status-command.ts';
import { words } from './words.ts';

/** The command line: its help, completions and manual page are made from this one definition. */
export function beachcombProgram(): Command {
  const program = new Command('beachcomb')
    .description(words('cli.description'))
    .version(programVersion())
    .showHelpAfterError(words('cli.usageHint'))
    // Options after the name of a command belong to the command, so that `-V` in a search is a word of the search.
    .enablePositionalOptions()
    .exitOverride()
    .addHelpText(
      'after',
      words('cli.help', { home: process.env['XDG_DATA_HOME'] === undefined ? 'default' : 'xdg' }),
    );
  for (const add of [
    addIndex,
    addSearch,
    addStatus,
    addServe,
    addDoctor,
    addEngine,
    addCompletion,
    addManual,
  ])
    add(program);
  return program;
}
