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

/** Controls, line ends and the marks that turn the direction of what follows. */
const TURNS = /[\p{Cc}\p{Zl}\p{Zp}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;

/**
 * A path as a window shows it: a name cannot pose as another by turning its letters around ("photo\u202Egpj.exe"
 * would read "photoexe.jpg"), since such marks are written as their numbers. Joined letters and emoji stay whole.
 */
export const shownName = (path: Uint8Array): string =>
  displayPath(path).replace(TURNS, (char) => `\\u{${char.codePointAt(0)?.toString(16)}}`);

/** The last part of a folder's path, as a window shows it; `/` where the folder is a whole drive. */
export const folderName = (folder: Uint8Array): string =>
  shownName(folder)
    .split(WINDOWS ? /[/\\]/ : '/')
    .filter(Boolean)
    .at(-1) ?? '/';
