import process from 'node:process';
import { BeachcombError } from '../../domain/error.ts';
import { displayPath } from '../../domain/path-bytes.ts';
import { EXIT } from './exit-code.ts';
import { words } from './words.ts';

/** What could move the cursor, colour the screen, turn the direction of a line or break it. */
const UNSEEN = /[\p{C}\p{Zl}\p{Zp}]/gu;

/** A text from outside for a terminal, on one line: what is no character to be seen is written as its number. */
export const shownText = (text: string): string =>
  text.replace(UNSEEN, (char) => `\\u{${char.codePointAt(0)?.toString(16)}}`);

/** A path for a terminal. */
export const shownPath = (path: Uint8Array): string => shownText(displayPath(path));

/** A value as one line of JSON that a terminal can be shown as well: the same value, with escapes for the unseen. */
export const jsonLine = (value: unknown): string =>
  JSON.stringify(value).replace(UNSEEN, (char) =>
    char
      .split('')
      .reduce((text, unit) => `${text}\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`, ''),
  );

/** "12 s", "3 min", "1 h 20 min". */
export function duration(seconds: number): string {
  if (seconds < 60) return words('cli.duration.seconds', { n: String(Math.max(1, Math.round(seconds))) });
  if (seconds < 3600) return words('cli.duration.minutes', { n: String(Math.round(seconds / 60)) });
  return words('cli.duration.hours', {
    hours: String(Math.floor(seconds / 3600)),
    minutes: String(Math.round((seconds % 3600) / 60)),
  });
}

/** An error for a terminal: one line; only an internal error, which is a bug, brings its stack. */
export function terminalMessage(error: unknown): string {
  if (!(error instanceof Error)) return shownText(String(error));
  if (error instanceof BeachcombError && error.kind !== 'internal') return shownText(error.message);
  // The operating system's refusal, such as that of a folder that may not be written to.
  if ('syscall' in error) return shownText(error.message);
  // The message of an internal error of another process is its stack.
  const text = error instanceof BeachcombError ? error.message : (error.stack ?? error.message);
  return text.split('\n').map(shownText).join('\n');
}

/**
 * `beachcomb search dog | head -1`: whoever read the output may stop reading; the command then ends as it would
 * have, without an error. Any other failure of the output ends it with exit code 2.
 */
export function ignoreClosedPipes(): void {
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') return;
      if (stream === process.stdout)
        process.stderr.write(`${words('cli.outputFailed', { detail: shownText(error.message) })}\n`);
      process.exit(EXIT.error);
    });
}
