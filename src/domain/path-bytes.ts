const SLASH = 0x2f;
const BACKSLASH = 0x5c;
const WINDOWS = globalThis.process?.platform === 'win32';
// A name may begin with the bytes of a byte order mark: they belong to the name.
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * The bytes of a path under a folder as this system's file calls take them.
 * @param folder absolute path of the folder, as the system wrote it
 * @param path relative to it, `/` between the parts; empty for the folder itself
 */
export function joinPath(folder: Uint8Array, path: Uint8Array): Buffer {
  if (path.length === 0) return Buffer.from(folder);
  const last = folder.at(-1);
  const closed = last === SLASH || (WINDOWS && last === BACKSLASH);
  const joined = Buffer.concat([folder, closed ? new Uint8Array() : Uint8Array.of(SLASH), path]);
  if (!WINDOWS) return joined;
  // Windows takes very long paths with backslashes only; no name there can contain a slash.
  return Buffer.from(joined.toString('latin1').replaceAll('/', '\\'), 'latin1');
}

/** A path for people's eyes: text as it is; bytes that are no UTF-8 show as U+FFFD, so two paths may look alike. */
export const displayPath = (path: Uint8Array): string => decoder.decode(path);

/** The last part of a folder's path, for people's eyes; `/` where the folder is a whole drive. */
export const folderName = (folder: Uint8Array): string =>
  displayPath(folder)
    .split(WINDOWS ? /[/\\]/ : '/')
    .filter(Boolean)
    .at(-1) ?? '/';
