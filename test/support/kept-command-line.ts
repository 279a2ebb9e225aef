import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import process from 'node:process';
import { afterAll } from 'vitest';
import { commandViews } from '../../src/entry/cli/command-tree.ts';
import { createProgram } from '../../src/entry/cli/create-program.ts';
import { CLI_MAIN } from './cli-main.ts';
import type { CommandLineRun } from './repeated-command-line.ts';

/** What a command of the command line left when it ended. */
export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

type Environment = Readonly<Record<string, string>>;

/** Ends what a command wrote to one of its outputs, with its exit code: repeated-command-line.ts. */
const END_OF_OUTPUT = /\0ended with (\d+)\0$/u;
const PROGRAM = path.join(import.meta.dirname, 'repeated-command-line.ts');
const NO_WARNING = '--disable-warning=ExperimentalWarning';
/** What starts processes, or runs until a signal, or is the whole program: always a process of its own. */
const ALWAYS_ALONE: ReadonlySet<string> = new Set(['', 'index', 'serve', 'mcp', 'doctor', 'open', 'watch']);
const COMMANDS = commandViews(createProgram()).map(({ name }) => name);

/** The name of the command that arguments begin with, `albums make`; empty where they begin with none. */
const commandOf = (args: readonly string[]): string =>
  COMMANDS.filter((name) => `${args.join(' ')} `.startsWith(`${name} `)).reduce(
    (longest, name) => (name.length > longest.length ? name : longest),
    '',
  );

/** Runs a command line in a process of its own. */
export function runCommandLine(args: readonly string[], env: Environment = {}): Promise<Ended> {
  const child = spawn(process.execPath, [NO_WARNING, CLI_MAIN, ...args], { env: { ...process.env, ...env } });
  const texts = [child.stdout, child.stderr].map((stream) => stream.setEncoding('utf8').toArray());
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', async (code) => {
      const [out = '', err = ''] = (await Promise.all(texts)).map((parts) => parts.join(''));
      resolve({ code, out, err });
    });
  });
}

/** What a stream brings, to the end of the output of one command; without an exit code if the process ended. */
async function outputOf(
  stream: NodeJS.ReadableStream | null,
): Promise<Pick<Ended, 'code'> & { text: string }> {
  let text = '';
  return new Promise((resolve) => {
    const finish = (): void => {
      stream?.off('data', onData).off('end', finish);
      const code = END_OF_OUTPUT.exec(text)?.[1];
      resolve({ text: text.replace(END_OF_OUTPUT, ''), code: code === undefined ? null : Number(code) });
    };
    const onData = (part: string): void => {
      text += part;
      if (END_OF_OUTPUT.test(text)) finish();
    };
    stream?.on('data', onData).once('end', finish);
  });
}

/**
 * Runs command lines of one file of tests, one after the other. The first use of each command is a process of its own,
 * which has to end by itself; later ones run the same program in one process that has loaded it already, which takes a
 * fifth of the processor time.
 */
export function keptCommandLine(
  always: Environment = {},
): (args: readonly string[], more?: Environment) => Promise<Ended> {
  const used = new Set<string>(ALWAYS_ALONE);
  let child: ChildProcess | null = null;
  let before: Promise<unknown> = Promise.resolve();
  const start = (): ChildProcess => {
    const started = spawn(process.execPath, [NO_WARNING, PROGRAM, CLI_MAIN], {
      env: { ...process.env, ...always },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    for (const stream of [started.stdout, started.stderr]) stream?.setEncoding('utf8');
    started.once('exit', () => {
      child = null;
    });
    return started;
  };
  // It ends by itself, unless a command left something open.
  afterAll(async () => {
    const exit = child === null ? null : once(child, 'exit');
    child?.disconnect();
    await exit;
  });

  const repeat = async (args: readonly string[], env: Environment): Promise<Ended> => {
    child ??= start();
    const running = child;
    const outputs = Promise.all([running.stdout, running.stderr].map(outputOf));
    running.send({ args, env: { ...process.env, ...env } } satisfies CommandLineRun);
    const [out, err] = await outputs;
    // A command that ends its process, as after an error that nothing caught.
    if (out?.code === null && running.exitCode === null) await once(running, 'exit');
    return { code: out?.code ?? running.exitCode, out: out?.text ?? '', err: err?.text ?? '' };
  };
  return (args, more = {}) => {
    const env = { ...always, ...more };
    const command = commandOf(args);
    if (ALWAYS_ALONE.has(command) || used.size < used.add(command).size) return runCommandLine(args, env);
    const ended = before.then(() => repeat(args, env));
    before = ended.catch(() => {});
    return ended;
  };
}
