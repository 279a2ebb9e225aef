import process from 'node:process';
import { CommanderError } from 'commander';
import { keepToItself } from '../../api/host-runtime.ts';
import { logFailure } from '../../api/log-failure.ts';
import { startLog } from '../../platform/log/start-log.ts';
import { CommandError } from './command-error.ts';
import { createProgram } from './create-program.ts';
import { EXIT } from './exit-code.ts';
import { isRepeated } from './read-only-library.ts';
import { ignoreClosedPipes, terminalMessage } from './show.ts';

const program = createProgram();
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
    if (!isRepeated(error)) print(error);
    process.exitCode = error instanceof CommandError ? error.exitCode : EXIT.error;
  }
}
