import { inspect } from 'node:util';
import * as z from 'zod';

/** From the least to the most severe; a process that logs `fatal` is about to end. */
export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'fatal'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Every kind of process that logs. `window` is the renderer, whose errors arrive by the call `log.report`. */
export const LOG_PROCESSES = [
  'shell',
  'host',
  'serve',
  'cli',
  'indexer',
  'engines',
  'engine',
  'phrases',
  'saliency',
  'packs',
  'window',
  'unnamed',
] as const;
export type LogProcess = (typeof LOG_PROCESSES)[number];

/** Longest texts of a record, in UTF-16 units: a line must not fill the file. */
const LONGEST = {
  message: 200,
  call: 100,
  detail: 4000,
  name: 200,
  errorMessage: 2000,
  stack: 8000,
} as const;
/** An error's causes, and what an AggregateError holds, as far as they are given. */
const MOST_CAUSES = 5;

const loggedErrorSchema = z.strictObject({
  name: z.string().max(LONGEST.name),
  message: z.string().max(LONGEST.errorMessage),
  /** As V8 writes it: the first line repeats name and message. */
  stack: z.string().max(LONGEST.stack).nullable(),
  /** "ENOENT", "SQLITE_CORRUPT", or the kind of a BeachcombError. */
  code: z.string().max(LONGEST.name).nullable(),
});
export type LoggedError = z.infer<typeof loggedErrorSchema>;

/** One line of the log file, as JSON. */
export const logRecordSchema = z.strictObject({
  /** ISO 8601, UTC. */
  time: z.iso.datetime(),
  level: z.enum(LOG_LEVELS),
  process: z.enum(LOG_PROCESSES),
  pid: z.int().nonnegative(),
  /** A text of the program's source, never one with a value in it: diagnostics shows it. */
  message: z.string().max(LONGEST.message),
  /** Name of the call of the contract during which it happened. */
  call: z.string().max(LONGEST.call).optional(),
  /** Everything variable: may hold paths. Diagnostics leaves it out. */
  detail: z.string().max(LONGEST.detail).optional(),
  error: loggedErrorSchema.optional(),
  /** Causes of `error`, the nearest first. */
  causes: z.array(loggedErrorSchema).max(MOST_CAUSES).optional(),
});
export type LogRecord = z.infer<typeof logRecordSchema>;

/** What a record may have beside its message. */
export interface LogFacts {
  readonly call?: string;
  readonly detail?: string;
  /** Whatever was thrown. */
  readonly error?: unknown;
}

const cut = (text: string, longest: number): string =>
  text.length <= longest ? text : `${text.slice(0, longest - 1).toWellFormed()}…`;

/** Never throws, as `String` may: anything can be thrown, and anything assigned to an error's fields. */
const asText = (value: unknown): string => (typeof value === 'string' ? value : inspect(value, { depth: 2 }));

function loggedError(thrown: unknown): LoggedError {
  if (!(thrown instanceof Error))
    return {
      name: 'NotAnError',
      message: cut(asText(thrown), LONGEST.errorMessage),
      stack: null,
      code: null,
    };
  const { code, kind } = thrown as { code?: unknown; kind?: unknown };
  const known = typeof code === 'string' ? code : typeof kind === 'string' ? kind : null;
  return {
    name: cut(asText(thrown.name), LONGEST.name),
    message: cut(asText(thrown.message), LONGEST.errorMessage),
    stack: thrown.stack === undefined ? null : cut(asText(thrown.stack), LONGEST.stack),
    code: known === null ? null : cut(known, LONGEST.name),
  };
}

/** The chain of causes of an error, with what AggregateErrors hold; at most MOST_CAUSES, so that a circle ends. */
function causesOf(thrown: unknown): LoggedError[] {
  const causes: LoggedError[] = [];
  let waiting: unknown[] = [thrown];
  while (causes.length < MOST_CAUSES && waiting.length > 0) {
    const [first, ...others] = waiting;
    const next: unknown[] = [];
    if (first instanceof AggregateError) next.push(...first.errors);
    if (first instanceof Error && first.cause !== undefined) next.push(first.cause);
    causes.push(...next.map(loggedError));
    waiting = [...others, ...next];
  }
  return causes.slice(0, MOST_CAUSES);
}

/** A record that fits its schema, whatever was thrown. */
export function logRecord(
  from: { readonly level: LogLevel; readonly process: LogProcess; readonly pid: number },
  message: string,
  { call, detail, error }: LogFacts,
): LogRecord {
  const causes = error === undefined ? [] : causesOf(error);
  return {
    time: new Date().toISOString(),
    level: from.level,
    process: from.process,
    pid: from.pid,
    message: cut(message, LONGEST.message),
    ...(call === undefined ? {} : { call: cut(call, LONGEST.call) }),
    ...(detail === undefined ? {} : { detail: cut(detail, LONGEST.detail) }),
    ...(error === undefined ? {} : { error: loggedError(error) }),
    ...(causes.length === 0 ? {} : { causes }),
  };
}

/** The record of a line of JSON; null where the line is none. */
export function readLogRecord(line: string): LogRecord | null {
  // Cheap for the many lines that are none.
  if (!line.startsWith('{"time":')) return null;
  try {
    return logRecordSchema.safeParse(JSON.parse(line)).data ?? null;
  } catch {
    // A line that was cut: expected at the end of a file and of a pipe.
    return null;
  }
}
