import type { Readable } from 'node:stream';

const TAIL_CHARACTERS = 2000;
/** A line without an end is passed on in pieces of this length. */
const LONGEST_LINE = 64 * 1024;

export interface StderrLines {
  /** The last 2,000 characters. */
  tail(): string;
  /** Passes on what has no line end. */
  flush(): void;
}

/** Splits a stream of text into lines and keeps its tail. */
export function readStderr(stream: Readable | null, onLine: (line: string) => void): StderrLines {
  let tail = '';
  let rest = '';
  stream?.setEncoding('utf8').on('data', (text: string) => {
    tail = (tail + text).slice(-TAIL_CHARACTERS);
    const lines = (rest + text).split(/\r?\n/);
    rest = lines.pop() ?? '';
    for (const line of lines) onLine(line);
    if (rest.length > LONGEST_LINE) flush();
  });
  const flush = (): void => {
    if (rest !== '') onLine(rest);
    rest = '';
  };
  return { tail: () => tail, flush };
}
