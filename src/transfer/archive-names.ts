import { displayPath } from '../domain/path-bytes.ts';

/** What some system does not allow in a name, what separates folders, and what makes a name pose as another one. */
const UNSAFE = /[\\/:*?"<>|\p{Cc}\p{Zl}\p{Zp}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFFFD]/gu;
/** Names of devices of Windows, with any extension. */
const DEVICE = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?= *(\.|$))/i;
/** Bytes of a name in UTF-8: what every system can write. */
const MOST_BYTES = 200;

/** Names of the files of one archive, which every system can unpack: no two are the same to any of them. */
export class ArchiveNames {
  readonly #taken = new Set<string>();

  /**
   * The name of a file in the archive: "beach (2).jpg" for a second "beach.jpg", "BEACH.JPG" or decomposed form of it.
   * @param name of the file, as bytes
   * @param ending of a file beside it whose name must be free too; null for none
   */
  next(name: Uint8Array, ending: string | null = null): string {
    const [stem, extension] = safeParts(displayPath(name));
    for (let n = 1; ; n += 1) {
      const free = `${stem}${n === 1 ? '' : ` (${n})`}${extension}`;
      const wanted = [free, ...(ending === null ? [] : [`${free}${ending}`])];
      if (wanted.some((one) => this.#taken.has(keyOf(one)))) continue;
      for (const one of wanted) this.#taken.add(keyOf(one));
      return free;
    }
  }
}

/** Systems ignore case, or write characters in parts. */
const keyOf = (name: string): string => name.normalize('NFC').toLowerCase();

function safeParts(name: string): readonly [stem: string, extension: string] {
  const safe = name
    .replace(UNSAFE, '_')
    .replace(/[. ]+$/, '')
    .replace(/^ +/, '')
    .replace(DEVICE, '_$1');
  const dot = safe.lastIndexOf('.');
  const extension = dot > 0 && safe.length - dot <= 10 ? safe.slice(dot) : '';
  const stem = cut(safe.slice(0, safe.length - extension.length), MOST_BYTES);
  return [stem === '' ? 'photo' : stem, extension];
}

/** The beginning of a text that has at most so many bytes; no character is cut in two. */
function cut(text: string, most: number): string {
  let bytes = 0;
  let kept = '';
  for (const char of text) {
    bytes += Buffer.byteLength(char);
    if (bytes > most) break;
    kept += char;
  }
  return kept;
}
