import type { Recovery } from '../domain/recovery.ts';

/** What happened to a library, for the log and the terminal; the window has its own sentences. */
export function recoverySentence({ at, reason, keptAs, folders, statements, complete }: Recovery): string {
  const what =
    reason === 'damaged'
      ? `The library file was damaged; it was kept as ${keptAs} and a new one made`
      : 'The library file was gone; a new one was made';
  const rest = complete
    ? `with your folders (${folders}) and everything that you said (${statements})`
    : `with the folders (${folders}) and what you said (${statements}) as far as they could be read`;
  return `${what} on ${new Date(at).toISOString().slice(0, 10)} ${rest}. The photos are looked at again with the next index.`;
}
