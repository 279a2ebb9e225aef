/** Maximum length in UTF-16 units: enough for a sentence and for a schema error. */
const LONGEST = 500;
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
  text = (text.split(/\n\s*at /u, 1)[0] ?? '')
    .replace(ABSOLUTE, lastPart)
    .replace(/\s*\n\s*/gu, ' ')
    .trim();
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST).toWellFormed()}…`;
}

const lastPart = (path: string): string => `…/${path.split(/[\\/]/u).at(-1)}`;
