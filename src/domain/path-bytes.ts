const SLASH = 0x2f;
const BACKSLASH = 0x5c;
const WINDOWS = globalThis.process?.platform === 'win32';
// A name may begin with a byte order mark, which is part of the name.
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * Joins a folder and a relative path to the bytes that the file calls of this system take.
 * @param folder absolute path of the folder, as the system gave it
 * @param path relative to it, `/` between the parts; empty for the folder itself
 */
export function joinPath(folder: Uint8Array, path: Uint8Array): Buffer {
  if (path.length === 0) return Buffer.from(folder);
  const last = folder.at(-1);
  const closed = last === SLASH || (WINDOWS && last === BACKSLASH);
  const joined = Buffer.concat([folder, closed ? new Uint8Array() : Uint8Array.of(SLASH), path]);
  if (!WINDOWS) return joined;
  // Windows accepts very long paths only with backslashes; names there cannot contain a slash.
  return Buffer.from(joined.toString('latin1').replaceAll('/', '\\'), 'latin1');
}

/** A path for display. Bytes that are not valid UTF-8 become U+FFFD, so two paths can look the same. */
export const displayPath = (path: Uint8Array): string => decoder.decode(path);

/** Control characters, line ends and bidirectional marks. */
const TURNS = /[\p{Cc}\p{Zl}\p{Zp}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;

/**
 * A path for display in the window. Bidirectional marks are written as their code points, so that a name cannot pose
 * as another ("photo\u202Egpj.exe" would read "photoexe.jpg"). Ligatures and emoji stay intact.
 */
export const shownName = (path: Uint8Array): string =>
  displayPath(path).replace(TURNS, (char) => `\\u{${char.codePointAt(0)?.toString(16)}}`);

/** Last part of the path of a folder for display; `/` for the root of a drive. */
export const folderName = (folder: Uint8Array): string =>
  shownName(folder)
    .split(WINDOWS ? /[/\\]/ : '/')
    .filter(Boolean)
    .at(-1) ?? '/';
