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
import { errorText, ignoreClosedPipes } from './show.ts';
import { addStatus } from './status-command.ts';

const program = new Command('beachcomb')
  .description('Finds photos on your own computer by what is in them. Nothing leaves the computer.')
  .version(programVersion())
  .showHelpAfterError('(beachcomb --help tells more)')
  // An option behind a command's name is the command's: no word of a search is taken for `-V`.
  .enablePositionalOptions()
  .exitOverride()
  .addHelpText(
    'after',
    `
Examples:
  beachcomb index ~/Pictures            look at every photo in a folder; again later, only at what is new
  beachcomb search beach                the photos that likely or possibly show a beach, best first
  beachcomb search 'dog -people 2019'   dogs without people in 2019
  beachcomb search 海滩                 the same words work in Chinese
  beachcomb search --json --all beach | head
  beachcomb serve ~/Pictures            the window, in your browser

Exit codes:
  0    done; search: something was found
  1    search: nothing was found; doctor, engine add: something does not work
  2    the command was not understood, or failed
  130  stopped by Ctrl-C

Your photos are only ever read. The library is one file, ${process.env['XDG_DATA_HOME'] === undefined ? 'in your data folder' : 'in $XDG_DATA_HOME'}; --library names another. Only index and serve create one.`,
  );
for (const add of [addIndex, addSearch, addStatus, addServe, addDoctor, addEngine]) add(program);

const print = (error: unknown): void => void process.stderr.write(`${errorText(error)}\n`);

startLog('cli', 'file');
keepToItself(process.env);
ignoreClosedPipes();
// Node's own exit code for it would be that of a search that found nothing.
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
