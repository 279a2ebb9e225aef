import { pathToFileURL } from 'node:url';
import type { LoggedError, LogRecord } from './log-record.ts';

/** Frames of a stack that are shown. */
const MOST_FRAMES = 12;
/** Names of errors, and codes, that come from code and the system. */
const ERROR_NAME = /^(?:[A-Z]\w{0,60})?(?:Error|Exception)$/;
const ERROR_CODE =
  /^(?:E[A-Z0-9]{2,30}|ERR_[A-Z0-9_]{2,60}|SQLITE_[A-Z_]{2,40}|[a-z]{2,20}(?:-[a-z]{2,20})?)$/;
/** A place in the program: a file of code below its root, line and column. */
const PLACE = /^(?:[\w@.+-]+\/)*[\w@.+-]+\.(?:ts|tsx|js|mjs|cjs):\d+:\d+$/;
/** Where the files of the window and of the packaged shell lie, wherever the program is. */
const ELSEWHERE = [
  /^app:\/\/beachcomb\//,
  /^http:\/\/(?:127\.0\.0\.1|localhost):\d+\//,
  /^.*\/app\.asar\/(?=dist\/electron\/[\w-]+\.[cm]js:)/,
];

/** The place of a line of a stack, relative to the program; null for any other line. */
function placeOf(line: string, root: string): string | null {
  if (!/^ {4}at /.test(line)) return null;
  const slashed = line.replaceAll('\\', '/').replace(/\)$/, '');
  for (const prefix of [pathToFileURL(root).href, root.replaceAll('\\', '/')]) {
    const at = slashed.lastIndexOf(prefix);
    if (at < 0) continue;
    const place = slashed.slice(at + prefix.length);
    return PLACE.test(place) ? place : null;
  }
  const last = slashed.slice(Math.max(slashed.lastIndexOf(' '), slashed.lastIndexOf('(')) + 1);
  if (/^node:[\w/]+:\d+:\d+$/.test(last)) return last;
  for (const prefix of ELSEWHERE) {
    const place = last.replace(prefix, '');
    if (place !== last && PLACE.test(place)) return place;
  }
  return null;
}

function publicError({ name, message, stack, code }: LoggedError, root: string): string {
  // The message may hold anything, lines that look like a stack among it.
  const lines = (message === '' ? (stack ?? '') : (stack ?? '').replaceAll(message, '')).split('\n');
  const places = lines.map((line) => placeOf(line, root)).filter((place) => place !== null);
  return [
    ERROR_NAME.test(name) ? name : 'an error',
    ...(code !== null && ERROR_CODE.test(code) ? [`(${code})`] : []),
    ...places.slice(0, MOST_FRAMES).map((place) => `at ${place}`),
  ].join(' ');
}

/**
 * A record as it may be shown to others: by what is let through, not by what is taken out. Left out are its detail
 * and the messages of errors, which may hold paths, names and words of the user.
 * @param root the program's folder, with a separator at its end
 */
export function publicRecord(record: LogRecord, root: string): string {
  const { time, level, process, message, call, error, causes = [] } = record;
  const errors = error === undefined ? [] : [error, ...causes];
  return [
    `${time} ${level} ${process}: ${message}${call === undefined || !/^[\w.: -]+$/.test(call) ? '' : ` (${call})`}`,
    ...errors.map((each) => `  ${publicError(each, root)}`),
  ].join('\n');
}
