import { Command, CommanderError } from 'commander';
import { keepToItself } from '../api/host-runtime.ts';
import { BeachcombError } from '../domain/error.ts';
import { programVersion } from '../library/program-version.ts';
import { addDoctor } from './doctor.ts';
import { addEngine } from './engine-command.ts';
import { addIndex } from './index-command.ts';
import { addSearch } from './search-command.ts';
import { addServe } from './serve-command.ts';
import { shownText } from './show.ts';
import { addStatus } from './status-command.ts';

/** Exit codes: 0 done, 1 it did not work, 2 the command was not understood, 130 stopped by Ctrl-C. */
const program = new Command('beachcomb')
  .description('Finds photos on your own computer by what is in them. Nothing leaves the computer.')
  .version(programVersion())
  .showHelpAfterError('(beachcomb --help tells more)')
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

Your photos are only ever read. The library is one file, ${process.env['XDG_DATA_HOME'] === undefined ? 'in your data folder' : 'in $XDG_DATA_HOME'}; --library names another.`,
  );
for (const add of [addIndex, addSearch, addStatus, addServe, addDoctor, addEngine]) add(program);

keepToItself(process.env);
try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
  else if (error instanceof BeachcombError) {
    process.stderr.write(`${shownText(error.message)}\n`);
    process.exitCode = 1;
  } else throw error;
}
