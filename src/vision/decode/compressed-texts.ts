import { inflateSync } from 'node:zlib';

/** Limits of one text in bytes, and of the number of texts of a file. */
const LONGEST = 1024 * 1024;
const MOST = 50;
const SIGNATURE = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
const ZERO = 0;

/** A text of a PNG that is stored compressed. */
export interface CompressedText {
  readonly keyword: string;
  /** Inflated; Latin-1 unless `isUtf8`. */
  readonly bytes: Buffer;
  readonly isUtf8: boolean;
}

/** The compressed texts of a PNG (zTXt, iTXt), which the metadata library passes over; none for another file. */
export function compressedTexts(file: Uint8Array): CompressedText[] {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  if (!bytes.subarray(0, SIGNATURE.length).equals(SIGNATURE)) return [];
  const found: CompressedText[] = [];
  for (let at = SIGNATURE.length; at + 12 <= bytes.length && found.length < MOST; ) {
    const length = bytes.readUInt32BE(at);
    const type = bytes.toString('latin1', at + 4, at + 8);
    const content = bytes.subarray(at + 8, at + 8 + length);
    const text = type === 'zTXt' ? readZtxt(content) : type === 'iTXt' ? readItxt(content) : null;
    if (text !== null) found.push(text);
    at += 12 + length;
  }
  return found;
}

/** Keyword, zero, method 0, compressed text. */
function readZtxt(content: Buffer): CompressedText | null {
  const end = content.indexOf(ZERO);
  if (end < 1 || content[end + 1] !== 0) return null;
  return inflated(content.toString('latin1', 0, end), content.subarray(end + 2), false);
}

/** Keyword, zero, whether compressed, method 0, language, zero, translated keyword, zero, text. */
function readItxt(content: Buffer): CompressedText | null {
  const end = content.indexOf(ZERO);
  if (end < 1 || content[end + 1] !== 1 || content[end + 2] !== 0) return null;
  const language = content.indexOf(ZERO, end + 3);
  const translated = language < 0 ? -1 : content.indexOf(ZERO, language + 1);
  return translated < 0
    ? null
    : inflated(content.toString('latin1', 0, end), content.subarray(translated + 1), true);
}

function inflated(keyword: string, compressed: Buffer, isUtf8: boolean): CompressedText | null {
  try {
    return { keyword, bytes: inflateSync(compressed, { maxOutputLength: LONGEST }), isUtf8 };
  } catch {
    // Expected of damaged and hostile files: the text is not read.
    return null;
  }
}

/** The bytes of a profile as ImageMagick writes it into a text: name, length, and digits in base 16. */
export function rawProfile(text: string): Buffer {
  const digits = /^\s*[\w ]+\s+\d+\s+([\da-fA-F\s]+)$/u.exec(text)?.[1] ?? '';
  return Buffer.from(digits.replace(/\s+/gu, ''), 'hex');
}
