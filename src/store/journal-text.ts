import type { DurableFiles } from '../platform/files/durable-files.ts';
import { readParts } from '../platform/files/replace-file.ts';

/** How another program saved a journal: Beachcomb writes UTF-8 with LF and without a byte order mark. */
export type ForeignEncoding = 'utf-16' | 'byte-order-mark' | 'crlf';

export interface JournalTextLine {
  readonly text: string;
  /** Bytes after the last line end: a write that was cut off. */
  readonly isTorn: boolean;
  readonly foreign: ForeignEncoding | null;
}

const LF = 0x0a;
const CR = 0x0d;
const UTF8_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/** Lines of a journal, whatever encoding another program gave it. */
export function* journalLines(files: DurableFiles, path: string): Generator<JournalTextLine> {
  let encoding: ForeignEncoding | null | undefined;
  let rest: Buffer[] = [];
  for (const part of readParts(files, path)) {
    let from = 0;
    if (encoding === undefined) {
      if (isUtf16(part)) return yield* utf16Lines(Buffer.concat([...readParts(files, path)]));
      encoding = part.subarray(0, 3).equals(UTF8_MARK) ? 'byte-order-mark' : null;
      if (encoding !== null) from = 3;
    }
    for (let end = part.indexOf(LF, from); end >= 0; end = part.indexOf(LF, from)) {
      rest.push(part.subarray(from, end));
      yield lineOf(Buffer.concat(rest), encoding);
      rest = [];
      from = end + 1;
    }
    rest.push(part.subarray(from));
  }
  const torn = Buffer.concat(rest);
  if (torn.length > 0) yield { text: torn.toString(), isTorn: true, foreign: encoding ?? null };
}

function lineOf(bytes: Buffer, encoding: ForeignEncoding | null): JournalTextLine {
  const isCrlf = bytes.at(-1) === CR;
  return {
    text: bytes.toString('utf8', 0, bytes.length - (isCrlf ? 1 : 0)),
    isTorn: false,
    foreign: encoding ?? (isCrlf ? 'crlf' : null),
  };
}

/** Every line begins with `{"`, so a zero beside the first character is UTF-16 even without a byte order mark. */
const isUtf16 = (start: Buffer): boolean =>
  start.length >= 2 && /^(fffe|feff|7b00|007b)/.test(start.toString('hex', 0, 2));

function* utf16Lines(bytes: Buffer): Generator<JournalTextLine> {
  const isBig = bytes[0] === 0xfe || bytes[0] === 0;
  const even = bytes.subarray(0, bytes.length & ~1);
  const lines = (isBig ? Buffer.from(even).swap16() : even)
    .toString('utf16le')
    .replace(/^\uFEFF/, '')
    .split('\n');
  const torn = lines.pop() ?? '';
  for (const line of lines) yield { text: line.replace(/\r$/, ''), isTorn: false, foreign: 'utf-16' };
  if (torn !== '') yield { text: torn, isTorn: true, foreign: 'utf-16' };
}
