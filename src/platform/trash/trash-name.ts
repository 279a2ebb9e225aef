/** Most bytes of a file name on the file systems of Linux. */
const MOST_BYTES = 255;
const INFO_ENDING = '.trashinfo';
/** A longer ending is a part of the name. */
const LONGEST_ENDING = 32;
const DOT = 0x2e;
/** Bytes that a path in a .trashinfo file may have as they are (RFC 2396, with the slash). */
const PLAIN = /[A-Za-z0-9\-_.!~*'()/]/;

/**
 * The name of a file in the trash: its own, or "beach (2).jpg" where that is taken. It is cut where it would not fit
 * with `.trashinfo` behind it.
 * @param name bytes of the name
 * @param n 1 for its own name
 */
export function trashName(name: Uint8Array, n: number): Buffer {
  const number = Buffer.from(n === 1 ? '' : ` (${n})`);
  const dot = name.lastIndexOf(DOT);
  const at = dot > 0 && name.length - dot <= LONGEST_ENDING ? dot : name.length;
  const ending = name.subarray(at);
  const room = MOST_BYTES - INFO_ENDING.length - number.length - ending.length;
  return Buffer.concat([cut(name.subarray(0, at), room), number, ending]);
}

/** The first bytes, without half a character of UTF-8 at the end. */
function cut(stem: Uint8Array, most: number): Uint8Array {
  if (stem.length <= most) return stem;
  let end = most;
  while (end > most - 4 && ((stem[end] ?? 0) & 0xc0) === 0x80) end--;
  return stem.subarray(0, end);
}

/** The name of the file that keeps where a file of the trash comes from. */
export const infoName = (name: Uint8Array): Buffer => Buffer.concat([name, Buffer.from(INFO_ENDING)]);

/**
 * The content of a .trashinfo file.
 * @param path bytes of the path that the file came from: absolute, or relative to the top directory of its drive
 */
export function trashInfo(path: Uint8Array, at: Date): string {
  const encoded = Array.from(path, (byte) => {
    const char = String.fromCharCode(byte);
    return PLAIN.test(char) ? char : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }).join('');
  return `[Trash Info]\nPath=${encoded}\nDeletionDate=${localTime(at)}\n`;
}

/** YYYY-MM-DDThh:mm:ss, in the time zone of the computer. */
function localTime(at: Date): string {
  const two = (n: number): string => String(n).padStart(2, '0');
  const day = [String(at.getFullYear()).padStart(4, '0'), two(at.getMonth() + 1), two(at.getDate())].join(
    '-',
  );
  return `${day}T${[at.getHours(), at.getMinutes(), at.getSeconds()].map(two).join(':')}`;
}
