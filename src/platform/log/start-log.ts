import process from 'node:process';
import { type LogSink, log, setLog, shownRecord } from './log.ts';
import { appendLogLine } from './log-file.ts';
import { logFolder } from './log-folder.ts';
import { LOG_LEVELS, type LogLevel, type LogProcess } from './log-record.ts';

/** Where a process logs: into the file itself, warnings and errors also to its terminal, or to the process that started it. */
export type LogTarget = 'file' | 'file-and-terminal' | 'parent';

/** The least severe level that is logged: BEACHCOMB_LOG_LEVEL, or `info`. */
const leastLevel = (): LogLevel =>
  LOG_LEVELS.find((level) => level === process.env['BEACHCOMB_LOG_LEVEL']) ?? 'info';

function fileSink(): LogSink {
  const folder = logFolder();
  let hasFailed = false;
  return (record) => {
    try {
      appendLogLine(folder, JSON.stringify(record));
    } catch (error) {
      // Reported once: a full disk must neither end the program nor fill the terminal.
      if (!hasFailed) process.stderr.write(`The log cannot be written: ${String(error)}\n`);
      hasFailed = true;
    }
  };
}

/** Lines of JSON on stderr, which `forwardLog` reads on the other side. */
const parentSink: LogSink = (record) => void process.stderr.write(`${JSON.stringify(record)}\n`);

function sinkFor(target: LogTarget): LogSink {
  if (target === 'parent') return parentSink;
  const toFile = fileSink();
  if (target === 'file') return toFile;
  return (record) => {
    toFile(record);
    if (record.level !== 'info' && record.level !== 'debug') process.stderr.write(`${shownRecord(record)}\n`);
  };
}

let isWatching = false;

/**
 * Gives this process its name in the log and a place to log to; what ends it (an exception or a rejection that
 * nothing catches) is logged with its stack before it ends as it would have.
 */
export function startLog(name: LogProcess, target: LogTarget): void {
  setLog(name, sinkFor(target), leastLevel());
  if (isWatching) return;
  isWatching = true;
  // Whoever read it is gone: that must not end a process that is still putting its work in order.
  process.stderr.on('error', () => {});
  // A monitor changes nothing of what happens next. Node makes exceptions of unhandled rejections.
  process.on('uncaughtExceptionMonitor', (error, origin) =>
    origin === 'unhandledRejection'
      ? log.fatal('unhandled rejection', { error })
      : log.fatal('uncaught exception', { error }),
  );
}
