import { type ErrorReason, errorReasonSchema } from '../domain/error-reason.ts';

/** Maximum length in UTF-16 units: enough for a sentence and for a schema error. */
const LONGEST = 500;
/** A text that is a whole absolute path, spaces included. */
const WHOLE_PATH = /^(?:[A-Za-z]:)?[\\/]\S/u;
/** An absolute path in quotes, as in the messages of the system, spaces included. */
const QUOTED = /(['"])((?:[A-Za-z]:)?[\\/][^'"\n]+)\1/gu;
/** At least two segments of an absolute path, POSIX or Windows, with or without `file://`. */
const ABSOLUTE = /(?:file:\/\/)?(?<![\p{L}\p{N}.…])(?:[A-Za-z]:)?(?:[\\/][^\\/\s'"`<>,;()]+){2,}/gu;

/**
 * Message of an error, made safe for a page: no stack, no location on this machine (only the last segment of a path
 * stays), one line, limited length. The log has the full message.
 */
export function publicDetail(error: unknown): string {
  let text = error instanceof Error ? error.message : String(error);
  const { path, dest } = (error instanceof Error ? error : {}) as { path?: unknown; dest?: unknown };
  // System errors carry the exact paths of their files, also paths with spaces.
  for (const place of [path, dest])
    if (typeof place === 'string' && place.length > 1) text = text.replaceAll(place, lastPart(place));
  return publicText(text);
}

/** A reason whose texts are made safe in the same way: of the path of a folder, its last segment stays. */
export function publicReason(reason: ErrorReason): ErrorReason {
  const entries = Object.entries(reason).map(([name, value]) => [
    name,
    typeof value !== 'string' ? value : WHOLE_PATH.test(value) ? lastPart(value) : publicText(value),
  ]);
  return errorReasonSchema.parse(Object.fromEntries(entries));
}

function publicText(message: string): string {
  const text = (message.split(/\n\s*at /u, 1)[0] ?? '')
    .replace(QUOTED, (_, quote: string, path: string) => `${quote}${lastPart(path)}${quote}`)
    .replace(ABSOLUTE, lastPart)
    .replace(/\s*\n\s*/gu, ' ')
    .trim();
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST).toWellFormed()}…`;
}

const lastPart = (path: string): string =>
  `…/${path
    .replace(/[\\/]+$/u, '')
    .split(/[\\/]/u)
    .at(-1)}`;
