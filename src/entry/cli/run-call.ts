import process from 'node:process';
import * as z from 'zod';
import { errorOfReply } from '../../api/call.ts';
import { type CallName, contract } from '../../api/contract.ts';
import { dispatch } from '../../api/dispatch.ts';
import type { Library } from '../../app/library.ts';
import type { ErrorKind } from '../../domain/error.ts';
import { displayPath } from '../../domain/path-bytes.ts';
import { jsonLine, shownText } from '../../domain/terminal-text.ts';
import { errorText } from '../../i18n/sentences.ts';
import { isForDuplicates } from '../../search/query-parts.ts';
import { argumentError, withFile } from './argument-error.ts';
import { CALL_COMMANDS, type CallCommandName, type CommandArgument, type PathsOf } from './call-commands.ts';
import { CommandError } from './command-error.ts';
import type { CallCommandOptions } from './command-options.ts';
import { confirmTrash } from './confirm-trash.ts';
import { EXIT } from './exit-code.ts';
import { finderIn } from './finder-in.ts';
import { existingLibrary, openQuietly } from './open-quietly.ts';
import { printPaths } from './print-paths.ts';
import { rescanElsewhere } from './rescan-elsewhere.ts';
import { LANGUAGE, words } from './words.ts';

/** Between two looks at work that goes on. */
const POLL_MS = 100;

/** Take what the contract has checked. */
type AnyLines = { of(output: unknown, paths: PathsOf): readonly string[] }['of'];
type AnyFiles = { of(output: unknown, paths: PathsOf): readonly Uint8Array[] }['of'];

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
  readonly plan?: 'trash.planPaths';
  readonly lines: AnyLines | null;
  readonly files?: AnyFiles;
  sentences(output: unknown, given: readonly string[], paths: PathsOf): readonly string[];
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
    process.stdout.write(`${JSON.stringify(await schemaOf(row, options), null, 2)}\n`);
    return;
  }
  checkArguments(row, given);
  const file = existingLibrary(options.library);
  const library = await openQuietly(file);
  try {
    const wanted = await row.input(finderIn(library, options), given);
    const names = row.arguments.map(({ kind }) => kind);
    const read = contract[row.plan ?? row.call].input.safeParse(wanted);
    if (!read.success) throw argumentError(names, read.error);
    const input =
      row.plan === undefined
        ? wanted
        : await confirmTrash(
            await ask(library, row.plan, wanted),
            options,
            options.search === true && (await findsDuplicates(library, given.join(' '))),
          );
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
      photo: (photo) => library.paths(photo),
      folder: (folder) => displayPath(library.folderPath(folder)),
    });
    if (row.isInPart?.(output) === true) process.exitCode = EXIT.negative;
  } finally {
    await library.close();
  }
}

/** Whether a search is one for duplicates. */
async function findsDuplicates(library: Library, text: string): Promise<boolean> {
  const { query } = await library.search(text, { sort: 'relevance', all: false, verbatim: true });
  return isForDuplicates(query);
}

/** JSON Schema of what a command prints as JSON. */
async function schemaOf(row: AnyCommand, { dryRun }: CallCommandOptions): Promise<unknown> {
  if (row.isFile === true) return (await import('../../app/backup-schema.ts')).backupJsonSchema();
  const call = row.poll?.call ?? row.call;
  const printed = dryRun === true && row.plan !== undefined ? contract[row.plan] : contract[call];
  return z.toJSONSchema(printed.output, { io: 'input' });
}

/** Prints the output of a call: as JSON, as a file, or as records and sentences. */
function print(
  row: AnyCommand,
  output: unknown,
  given: readonly string[],
  options: CallCommandOptions,
  paths: PathsOf,
): void {
  const lines = (): readonly string[] => row.lines?.(output, paths) ?? [];
  if (row.isFile === true) process.stdout.write(`${lines().join('\n')}\n`);
  else if (options.json === true) process.stdout.write(`${jsonLine(output)}\n`);
  else {
    for (const line of lines()) process.stdout.write(`${line.split('\t').map(shownText).join('\t')}\n`);
    printPaths(row.files?.(output, paths) ?? [], options);
    const isList = row.lines !== null || row.files !== undefined;
    const stream = isList ? process.stderr : process.stdout;
    for (const sentence of row.sentences(output, given, paths)) stream.write(`${shownText(sentence)}\n`);
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
