/** UTF-16 units: enough for a sentence and for what a schema says. */
const LONGEST = 500;
/** Two steps of an absolute path or more, of either kind of system, with or without `file://`. */
const ABSOLUTE = /(?:file:\/\/)?(?<![\p{L}\p{N}.…])(?:[A-Za-z]:)?(?:[\\/][^\\/\s'"`<>,;()]+){2,}/gu;

/**
 * What an error says, as it may cross to a page: no stack, no place on this machine (of a path its last part
 * stays), one line, not longer than it is useful. The whole of it is for the log.
 */
export function publicDetail(error: unknown): string {
  let text = error instanceof Error ? error.message : String(error);
  const { path, dest } = (error instanceof Error ? error : {}) as { path?: unknown; dest?: unknown };
  // The system's own errors name their files exactly, also those with a space in their names.
  for (const place of [path, dest])
    if (typeof place === 'string' && place.length > 1) text = text.replaceAll(place, lastPart(place));
  text = (text.split(/\n\s*at /u, 1)[0] ?? '')
    .replace(ABSOLUTE, lastPart)
    .replace(/\s*\n\s*/gu, ' ')
    .trim();
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST).toWellFormed()}…`;
}

const lastPart = (path: string): string => `…/${path.split(/[\\/]/u).at(-1)}`;
