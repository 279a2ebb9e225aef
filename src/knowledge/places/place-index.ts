import { readFileSync } from 'node:fs';
import KDBush from 'kdbush';

/**
 * What searches in data/places.tsv need sorted and hashed: data/place-index.bin, which `npm run build:place-index`
 * writes. To build it takes half a second of processor time, to read it a few milliseconds. Every number is
 * little-endian.
 */
export interface PlaceIndex {
  /** Offset of the start of each line of places.tsv, and of the end of the last. */
  readonly starts: Uint32Array;
  /** Rows sorted by the bytes of their ids. */
  readonly byId: Uint32Array;
  /** Hash of each name of each place, ascending, and its row in the same position; rows of one hash ascend. */
  readonly nameHashes: Uint32Array;
  readonly nameRows: Uint32Array;
  /** Length of the longest name: Chinese names in UTF-16 units, others in words. */
  readonly longestChinese: number;
  readonly longestOther: number;
  /** The cities by longitude and latitude; its first point is the place in row `firstCity`. */
  readonly cities: KDBush;
  readonly firstCity: number;
}

/** Numbers of the header, by their position. */
const HEADER = ['rows', 'names', 'longestChinese', 'longestOther', 'firstCity', 'cityBytes'] as const;
const WORD_BYTES = Uint32Array.BYTES_PER_ELEMENT;
/** The index of the cities begins at a multiple of 8 bytes. */
const HEADER_BYTES = Math.ceil((HEADER.length * WORD_BYTES) / 8) * 8;

let read: PlaceIndex | undefined;

/** Read on first use. Not validated at run time, because a test compares the file with places.tsv. */
export function placeIndex(): PlaceIndex {
  read ??= decodePlaceIndex(
    new Uint8Array(readFileSync(new URL('./data/place-index.bin', import.meta.url))).buffer,
  );
  return read;
}

/** @param bytes as `encodePlaceIndex` makes them */
function decodePlaceIndex(bytes: ArrayBuffer): PlaceIndex {
  const [rows = 0, names = 0, longestChinese = 0, longestOther = 0, firstCity = 0, cityBytes = 0] =
    new Uint32Array(bytes, 0, HEADER.length);
  let at = HEADER_BYTES + cityBytes;
  const next = (length: number): Uint32Array => {
    const part = new Uint32Array(bytes, at, length);
    at += part.byteLength;
    return part;
  };
  return {
    longestChinese,
    longestOther,
    firstCity,
    cities: KDBush.from(bytes.slice(HEADER_BYTES, HEADER_BYTES + cityBytes)),
    starts: next(rows + 1),
    byId: next(rows),
    nameHashes: next(names),
    nameRows: next(names),
  };
}

/** The bytes of data/place-index.bin. */
export function encodePlaceIndex(index: PlaceIndex): Uint8Array {
  const cities = new Uint8Array(index.cities.data);
  const values = {
    rows: index.byId.length,
    names: index.nameRows.length,
    firstCity: index.firstCity,
    longestChinese: index.longestChinese,
    longestOther: index.longestOther,
    cityBytes: cities.byteLength,
  } satisfies Record<(typeof HEADER)[number], number>;
  const header = Buffer.alloc(HEADER_BYTES);
  for (const [at, name] of HEADER.entries()) header.writeUInt32LE(values[name], at * WORD_BYTES);
  const bytesOf = ({ buffer, byteOffset, byteLength }: Uint32Array): Uint8Array =>
    new Uint8Array(buffer, byteOffset, byteLength);
  return Buffer.concat([
    header,
    cities,
    ...[index.starts, index.byId, index.nameHashes, index.nameRows].map(bytesOf),
  ]);
}
