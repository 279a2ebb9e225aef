import process from 'node:process';
import { pathToFileURL } from 'node:url';

/** A run of the command line. */
export interface CommandLineRun {
  readonly args: readonly string[];
  /** The whole environment. */
  readonly env: Readonly<NodeJS.ProcessEnv>;
}

/*
 * repeated-command-line.ts MAIN: runs the command line of MAIN once for every run that its parent process sends, each
 * evaluating MAIN again, and ends its outputs with the exit code. See kept-command-line.ts.
 */
const [node = '', , main = ''] = process.argv;
let runs = 0;

process.on('message', async ({ args, env }: CommandLineRun) => {
  for (const name of Object.keys(process.env)) if (env[name] === undefined) delete process.env[name];
  Object.assign(process.env, env);
  process.argv = [node, main, ...args];
  process.exitCode = undefined;
  runs += 1;
  await import(`${pathToFileURL(main).href}?run=${runs}`);
  const code = process.exitCode ?? 0;
  // Each run has added its own.
  process.removeAllListeners('uncaughtException');
  for (const stream of [process.stdout, process.stderr]) {
    stream.removeAllListeners('error');
    stream.write(`\0ended with ${code}\0`);
  }
});
