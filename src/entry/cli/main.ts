import process from 'node:process';
import { Command, CommanderError } from 'commander';
import { keepToItself } from '../../api/host-runtime.ts';
import { logFailure } from '../../api/log-failure.ts';
import { programVersion } from '../../app/program-version.ts';
import { startLog } from '../../platform/log/start-log.ts';
import { addDoctor } from './doctor.ts';
import { addEngine } from './engine-command.ts';
import { EXIT } from './exit-code.ts';
import { addIndex } from './index-command.ts';
import { addSearch } from './search-command.ts';
import { addServe } from './serve-command.ts';
import { ignoreClosedPipes, terminalMessage } from './show.ts';
import { addStatus } from './status-command.ts';
import { words } from './words.ts';

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
for (const add of [addIndex, addSearch, addStatus, addServe, addDoctor, addEngine]) add(program);

const print = (error: unknown): void => void process.stderr.write(`${terminalMessage(error)}\n`);

startLog('cli', 'file');
keepToItself(process.env);
ignoreClosedPipes();
// Node's own exit code for this would be the code for a search without results.
process.on('uncaughtException', (error) => {
  print(error);
  process.exit(EXIT.error);
});
try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? EXIT.ok : EXIT.error;
  else {
    logFailure(
      program.commands.find((command) => command.name() === program.args[0])?.name() ?? 'command',
      error,
    );
    print(error);
    process.exitCode = EXIT.error;
  }
}
