import process from 'node:process';
import {
  LOG_LEVELS,
  type LogFacts,
  type LogLevel,
  type LogProcess,
  type LogRecord,
  logRecord,
} from './log-record.ts';

/** Where the records of this process go. */
export type LogSink = (record: LogRecord) => void;

/** For a terminal. */
export const shownRecord = ({ level, process: name, message, call, detail, error }: LogRecord): string =>
  [
    `${level} ${name}: ${message}${call === undefined ? '' : ` (${call})`}`,
    ...[detail, error?.stack ?? error?.message].filter((text) => text !== undefined),
  ].join('\n');

const toStderr: LogSink = (record) => void process.stderr.write(`${shownRecord(record)}\n`);

/** Until `startLog` was called (tests, benchmarks): warnings and errors, to stderr. */
let own: { readonly process: LogProcess; readonly sink: LogSink; readonly least: LogLevel } = {
  process: 'unnamed',
  sink: toStderr,
  least: 'warn',
};

/** Sets the name of this process, where its records go, and the least severe level that goes there. */
export function setLog(name: LogProcess, sink: LogSink, least: LogLevel): void {
  own = { process: name, sink, least };
}

/** Writes a record that was made elsewhere: by a child process, or about the window. */
export function writeRecord(record: LogRecord): void {
  if (LOG_LEVELS.indexOf(record.level) >= LOG_LEVELS.indexOf(own.least)) own.sink(record);
}

/** A literal of the source, by the compiler: a `string`, or a template with a value in it, becomes `never`. */
export type Literal<M extends string> = Record<never, never> extends Record<M, 1> ? never : M;

const at =
  (level: LogLevel) =>
  <const M extends string>(message: Literal<M>, facts: LogFacts = {}): void =>
    writeRecord(logRecord({ level, process: own.process, pid: process.pid }, message, facts));

/**
 * The logger of every process. The message is a literal and never holds a value, since diagnostics shows it; what
 * varies goes into `detail` and `error`, which stay in the file. No search text and no name that a user gave is
 * logged above `debug`.
 */
export const log = {
  debug: at('debug'),
  info: at('info'),
  warn: at('warn'),
  error: at('error'),
  fatal: at('fatal'),
} as const satisfies Record<LogLevel, unknown>;
