import process from 'node:process';
import { createInterface } from 'node:readline/promises';
import * as z from 'zod';
import { errorOfReply } from '../../api/call.ts';
import { trashPlanSchema } from '../../api/contract/trash-calls.ts';
import { type CallName, contract } from '../../api/contract.ts';
import { dispatch } from '../../api/dispatch.ts';
import type { Library } from '../../app/library.ts';
import type { ErrorKind } from '../../domain/error.ts';
import { displayPath } from '../../domain/path-bytes.ts';
import { jsonLine, shownText } from '../../domain/terminal-text.ts';
import { errorReasonText, errorText } from '../../i18n/sentences.ts';
import { argumentError, withFile } from './argument-error.ts';
import {
  CALL_COMMANDS,
  type CallCommandName,
  type CommandArgument,
  type ShownPaths,
} from './call-commands.ts';
import { CommandError } from './command-error.ts';
import type { CallCommandOptions } from './command-options.ts';
import { EXIT } from './exit-code.ts';
import { finderIn } from './finder-in.ts';
import { existingLibrary, openQuietly } from './open-quietly.ts';
import { rescanElsewhere } from './rescan-elsewhere.ts';
import { LANGUAGE, words } from './words.ts';

/** Between two looks at work that goes on. */
const POLL_MS = 100;

/** Takes what the contract has checked. */
type AnyLines = { of(output: unknown, paths: ShownPaths): readonly string[] }['of'];

/** A row of `CALL_COMMANDS` whose input and output are only known to the contract, which checks both. */
interface AnyCommand {
  readonly call: CallName;
  readonly arguments: readonly CommandArgument[];
  input(find: ReturnType<typeof finderIn>, given: readonly string[]): unknown;
  readonly poll: {
    readonly call: CallName;
    input(wanted: unknown): unknown;
    isDone(output: unknown): boolean;
  } | null;
  failure?(output: unknown): ErrorKind | null;
  isInPart?(output: unknown): boolean;
  readonly plan?: 'trash.plan';
  readonly lines: AnyLines | null;
  sentences(output: unknown, given: readonly string[]): readonly string[];
  readonly isFile?: true;
  readonly rescans?: true;
}

/** Runs one call of the contract and prints its output. @throws BeachcombError */
export async function runCall(
  name: CallCommandName,
  given: readonly string[],
  options: CallCommandOptions,
): Promise<void> {
  const row: AnyCommand = CALL_COMMANDS[name];
  if (options.schema === true) {
    const schema = contract[row.poll?.call ?? row.call].output;
    process.stdout.write(`${JSON.stringify(z.toJSONSchema(schema, { io: 'input' }), null, 2)}\n`);
    return;
  }
  checkArguments(row, given);
  const file = existingLibrary(options.library);
  const library = await openQuietly(file);
  try {
    const wanted = await row.input(finderIn(library, options.search === true), given);
    const names = row.arguments.map(({ kind }) => kind);
    const read = contract[row.plan ?? row.call].input.safeParse(wanted);
    if (!read.success) throw argumentError(names, read.error);
    const input = row.plan === undefined ? wanted : await confirmed(library, row.plan, wanted, options);
    if (input === null) return;
    let output = await ask(library, row.call, input).catch((error: unknown) => {
      throw withFile(error, names, given);
    });
    while (row.poll !== null) {
      output = await ask(library, row.poll.call, row.poll.input(wanted));
      if (row.poll.isDone(output)) break;
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
    const failure = row.failure?.(output) ?? null;
    if (failure !== null) throw new CommandError(failure, errorText(LANGUAGE, failure));
    if (row.rescans === true) await rescanElsewhere(file);
    print(row, output, given, options, {
      ofPhoto: (photo) => library.paths(photo).map(displayPath),
      ofFolder: (folder) => displayPath(library.folderPath(folder)),
    });
    if (row.isInPart?.(output) === true) process.exitCode = EXIT.negative;
  } finally {
    await library.close();
  }
}

/** Prints the output of a call: as JSON, as a file, or as records and sentences. */
function print(
  row: AnyCommand,
  output: unknown,
  given: readonly string[],
  { json }: CallCommandOptions,
  paths: ShownPaths,
): void {
  const lines = (): readonly string[] => row.lines?.(output, paths) ?? [];
  if (row.isFile === true) process.stdout.write(`${lines().join('\n')}\n`);
  else if (json === true) process.stdout.write(`${jsonLine(output)}\n`);
  else {
    for (const line of lines()) process.stdout.write(`${line.split('\t').map(shownText).join('\t')}\n`);
    const stream = row.lines === null ? process.stdout : process.stderr;
    for (const sentence of row.sentences(output, given)) stream.write(`${shownText(sentence)}\n`);
  }
}

/**
 * Shows what will happen and asks about it, on stderr, because the output is the command's.
 * @returns what confirms it; null if it is not wanted
 * @throws CommandError `bad-request` where nobody can be asked
 */
async function confirmed(
  library: Library,
  call: 'trash.plan',
  input: unknown,
  { json, yes }: CallCommandOptions,
): Promise<{ readonly token: string } | null> {
  const { token, photos, files, bytes, left, problems } = trashPlanSchema.parse(
    await ask(library, call, input),
  );
  if (files === 0) throw new CommandError('unavailable', words('trashNothing'));
  if (yes === true && json === true) return { token };
  const megabytes = (bytes / 1_000_000).toFixed(1);
  process.stderr.write(`${words('cli.trash.plan', { photos, files, megabytes })}\n`);
  if (left > 0) process.stderr.write(`${words('trashLeft', { n: left })}\n`);
  for (const { name, reason } of problems)
    process.stderr.write(`  ${shownText(name)}: ${errorReasonText(words, reason)}\n`);
  if (yes === true) return { token };
  if (!process.stdin.isTTY) throw new CommandError('bad-request', words('cli.trash.noPrompt'));
  const asking = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(es)?$/i.test((await asking.question(words('cli.trash.continue'))).trim()) ? { token } : null;
  } finally {
    asking.close();
  }
}

/** As the window asks: checked by the schemas of the contract, and logged where it fails. */
async function ask(library: Library, call: CallName, input: unknown): Promise<unknown> {
  const reply = await dispatch(library.handlers, 'shell', { call, input });
  if (!reply.ok) throw errorOfReply(reply);
  return reply.output;
}

/** @throws CommandError `bad-request` if an argument is missing; too many are an error of commander */
function checkArguments({ arguments: wanted }: AnyCommand, given: readonly string[]): void {
  const missing = wanted[given.length];
  if (missing !== undefined && missing.optional !== true)
    throw new CommandError('bad-request', words('cli.error.missingArgument', { name: missing.kind }));
}
