import { FORMATS, formatWhere, isFilmFormat } from '../../domain/photo-format.ts';

/** Bytes from which a file is a film or not. */
export const FILM_HEAD_BYTES = 4096;
const PIECE_BYTES = 64 * 1024;
/** A film of at most so many bytes is its own sample. */
const WHOLE_BYTES = 8 * PIECE_BYTES;
/** Parts of the length at which pieces are taken, beside the first and the last. */
const PIECES_AT = [0.25, 0.5, 0.75];
/** Boxes at the top of a file that are looked at, to find the index of an MP4. */
const MOST_BOXES = 64;

const PICTURE_EXTENSIONS: ReadonlySet<string> = new Set(
  Object.entries(FORMATS).flatMap(([format, { extensions, rareExtensions }]): readonly string[] =>
    isFilmFormat(format) ? [] : [...extensions, ...rareExtensions],
  ),
);

/** Whether a file has the name of a picture, which a film may have by mistake. */
export const isNamedAsPicture = (name: string): boolean =>
  PICTURE_EXTENSIONS.has(/\.([^.]+)$/u.exec(name)?.[1]?.toLowerCase() ?? '');

/** Whether a file that begins so is a film. */
export function isFilmHead(bytes: Buffer): boolean {
  const head = bytes.toString('latin1', 0, FILM_HEAD_BYTES);
  return isFilmFormat(formatWhere(({ begins }) => begins(head, bytes)) ?? '');
}

/** Reads a range of a file; fewer bytes behind its end. */
type ReadRange = (from: number, length: number) => Promise<Buffer>;

/**
 * What a film is known by, instead of all its bytes: its length, its first and last bytes, some between, and the start
 * and the end of the index of an MP4, where cameras and programs write its metadata. Two films are the same if
 * their samples are. It begins as the film does; at most half a megabyte and a few kilobytes are read.
 */
export async function filmSample(read: ReadRange, size: number): Promise<Buffer> {
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(size));
  const end = Buffer.concat([Buffer.from('film', 'latin1'), length]);
  if (size <= WHOLE_BYTES) return Buffer.concat([await read(0, size), end]);
  const index = await indexOf(read, size);
  const pieces = [
    0,
    ...PIECES_AT.map((part) => Math.floor(size * part)),
    size - PIECE_BYTES,
    ...(index === null ? [] : [index.from, Math.max(index.from, index.to - PIECE_BYTES)]),
  ];
  const parts: Buffer[] = [];
  for (const from of pieces) parts.push(await read(from, PIECE_BYTES));
  return Buffer.concat([...parts, end]);
}

/** Where the `moov` box of a file lies; null where there is none. */
async function indexOf(read: ReadRange, size: number): Promise<{ from: number; to: number } | null> {
  for (let at = 0, boxes = 0; at + 16 <= size && boxes < MOST_BOXES; boxes += 1) {
    const head = await read(at, 16);
    if (head.length < 16) return null;
    const short = head.readUInt32BE(0);
    const length = short === 1 ? Number(head.readBigUInt64BE(8)) : short === 0 ? size - at : short;
    if (length < 8) return null;
    if (head.toString('latin1', 4, 8) === 'moov') return { from: at, to: Math.min(at + length, size) };
    at += length;
  }
  return null;
}
