import type { ChildProcess } from 'node:child_process';
import { writeRecord } from './log.ts';
import { type LogProcess, logRecord, readLogRecord } from './log-record.ts';

/** What a graphics library prints, with a stack, where there is no driver: no fault, and no news to the person. */
const NO_DRIVER = /\bvkCreateInstance failed with (VK_ERROR_\w+)/;
const OF_A_STACK = /^\s+at /;

/** A line without an end is taken as it is after this many UTF-16 units. */
const LONGEST_LINE = 64 * 1024;

/**
 * Takes over what a child writes to its stderr, which has to be a pipe: its log records go into this process's log
 * as they are; everything else (what native libraries and Node itself print) as warnings in the child's name.
 * @param name the child's name in the log, for lines that are no records
 * @param onPlain called with such lines, each with its line break, for the error that reports the child's end
 */
export function forwardLog(
  child: ChildProcess,
  name: LogProcess,
  onPlain: (text: string) => void = () => {},
): void {
  let rest = '';
  // What Node prints after it logged what ends the process is the same again.
  let isEnding = false;
  let isInDriverStack = false;
  const isOfNoDriver = (line: string): boolean => {
    const error = NO_DRIVER.exec(line)?.[1];
    if (error === undefined) return isInDriverStack && OF_A_STACK.test(line);
    const from = { level: 'info', process: name, pid: child.pid ?? 0 } as const;
    writeRecord(logRecord(from, 'there is no Vulkan driver', { detail: error }));
    return true;
  };
  const take = (lines: readonly string[]): void => {
    const plain: string[] = [];
    for (const line of lines) {
      const record = readLogRecord(line);
      if (record === null) {
        if (line.trim() === '') continue;
        isInDriverStack = isOfNoDriver(line);
        if (!isInDriverStack) plain.push(line);
        continue;
      }
      isEnding ||= record.level === 'fatal';
      writeRecord(record);
    }
    if (plain.length === 0) return;
    const detail = plain.join('\n');
    onPlain(`${detail}\n`);
    if (isEnding) return;
    const from = { level: 'warn', process: name, pid: child.pid ?? 0 } as const;
    writeRecord(logRecord(from, 'output on stderr', { detail }));
  };
  child.stderr
    ?.setEncoding('utf8')
    .on('data', (text: string) => {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      if (rest.length > LONGEST_LINE) {
        lines.push(rest);
        rest = '';
      }
      take(lines);
    })
    .on('end', () => take([rest]));
}
