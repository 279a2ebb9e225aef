import process from 'node:process';
import type { Command } from 'commander';
import { addCalls } from './add-calls.ts';
import { addCompletion } from './completion-command.ts';
import { addDoctor } from './doctor-command.ts';
import { addEngine } from './engine-command.ts';
import { addIndex } from './index-command.ts';
import { LocalizedCommand } from './localized-command.ts';
import { addManual } from './manual-command.ts';
import { addMcp } from './mcp-command.ts';
import { addModels } from './models-command.ts';
import { addOpen } from './open-command.ts';
import { addSearch } from './search-command.ts';
import { addServe } from './serve-command.ts';
import { addStatus } from './status-command.ts';
import { addUpdates } from './updates-command.ts';
import { versionText } from './version-text.ts';
import { words } from './words.ts';

const COMMANDS = [
  addIndex,
  addSearch,
  addStatus,
  addCalls,
  addOpen,
  addServe,
  addMcp,
  addDoctor,
  addModels,
  addEngine,
  addUpdates,
  addCompletion,
  addManual,
];

/** An empty path would be the current folder; only a search may be empty. @throws CommanderError */
function rejectEmptyArguments(command: Command): void {
  const option = command.options.find((one) => command.getOptionValue(one.attributeName()) === '');
  if (option !== undefined)
    command.error(words('cli.error.optionWithoutValue', { flags: option.flags }), {
      code: 'beachcomb.emptyArgument',
    });
  const names = command.registeredArguments;
  const at = command.args.indexOf('');
  const name = (names[at] ?? names.at(-1))?.name();
  if (at === -1 || name === undefined || name === 'words') return;
  command.error(words('cli.error.emptyArgument', { name }), { code: 'beachcomb.emptyArgument' });
}

/** Creates the command line with all of its commands; it throws a CommanderError instead of ending the process. */
export function createProgram(): Command {
  const program = new LocalizedCommand('beachcomb')
    .description(words('cli.description'))
    .version(versionText(), '-V, --version', words('cli.help.version'))
    .helpCommand('help [command]', words('cli.help.helpCommand'))
    .showHelpAfterError(words('cli.usageHint'))
    // Options after the name of a command belong to the command, so that `-V` in a search is a word of the search.
    .enablePositionalOptions()
    .exitOverride()
    .hook('preAction', (_, command) => rejectEmptyArguments(command))
    .addHelpText(
      'after',
      words('cli.examples', { home: process.env['XDG_DATA_HOME'] === undefined ? 'default' : 'xdg' }),
    );
  for (const add of COMMANDS) add(program);
  return program;
}
