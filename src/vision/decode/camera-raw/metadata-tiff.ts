import type { TiffDirectories, TiffDirectory } from './tiff-directories.ts';

/** A directory and the structure that its values are read from. */
export interface SourceDirectory {
  readonly tiff: TiffDirectories;
  readonly directory: TiffDirectory;
}

/** Directories that metadata is taken from. All of them have one byte order. */
export interface MetadataDirectories {
  readonly main: SourceDirectory | null;
  readonly exif: SourceDirectory | null;
  readonly gps: SourceDirectory | null;
  /** An XMP packet that lies outside the directories. */
  readonly xmp: Uint8Array | null;
}

const EXIF = 0x8769;
const GPS = 0x8825;
const XMP = 0x2bc;
const IPTC = 0x83bb;
/** The first tag of TIFF; what is below it in a main directory is a camera's own. */
const FIRST = 0xfe;
/** Offsets of pixels and of further directories, of which nothing is copied; the notes of the maker. */
const LEFT_OUT = new Set([
  0x111,
  0x117,
  0x144,
  0x145,
  0x14a,
  0x201,
  0x202,
  0x207,
  0x208,
  0x209,
  EXIF,
  GPS,
  0x927c,
  0xa005,
]);
/** Longest value in bytes. */
const LONGEST = 64 * 1024;
const LONGEST_PACKET = 2 * 1024 * 1024;
const BYTE = 1;
const LONG = 4;

interface Field {
  readonly tag: number;
  readonly type: number;
  readonly count: number;
  readonly value: Uint8Array;
}

/**
 * Copies metadata into a small TIFF file: whoever reads metadata needs no knowledge of the camera's format, and no more
 * bytes than these. Null if there is none.
 */
export function metadataTiff({ main, exif, gps, xmp }: MetadataDirectories): Buffer | null {
  const sources = [main, exif, gps].filter((source) => source !== null);
  const isLittle = sources[0]?.tiff.isLittle ?? true;
  if (sources.length === 0 && xmp === null) return null;
  const ofOrder = sources.filter(({ tiff }) => tiff.isLittle === isLittle);
  const fieldsOf = (source: SourceDirectory | null): Field[] =>
    source !== null && ofOrder.includes(source) ? copied(source, source === main ? FIRST : 0) : [];
  const long = (value: number): Buffer => {
    const bytes = Buffer.alloc(4);
    if (isLittle) bytes.writeUInt32LE(value);
    else bytes.writeUInt32BE(value);
    return bytes;
  };
  const tables: Buffer[] = [];
  let end = 8;
  const write = (fields: readonly Field[]): number => {
    const at = end;
    const table = tableOf(fields, at, isLittle);
    tables.push(table);
    end += table.length;
    return at;
  };
  const below = ([tag, source]: readonly [number, SourceDirectory | null]): Field[] => {
    const fields = fieldsOf(source);
    return fields.length === 0 ? [] : [{ tag, type: LONG, count: 1, value: long(write(fields)) }];
  };
  const pointers = [[EXIF, exif] as const, [GPS, gps] as const].flatMap(below);
  const own = fieldsOf(main);
  const packet =
    xmp === null || own.some(({ tag }) => tag === XMP)
      ? []
      : [{ tag: XMP, type: BYTE, count: xmp.length, value: xmp }];
  const first = write([...own, ...pointers, ...packet]);
  const magic = isLittle ? Buffer.from('II*\0', 'latin1') : Buffer.from('MM\0*', 'latin1');
  return Buffer.concat([magic, long(first), ...tables]);
}

function copied({ tiff, directory }: SourceDirectory, first: number): Field[] {
  const fields: Field[] = [];
  for (const { tag, type, count, at, length } of directory.entries.values()) {
    const longest = tag === XMP || tag === IPTC ? LONGEST_PACKET : LONGEST;
    if (tag < first || LEFT_OUT.has(tag) || length > longest) continue;
    const value = tiff.file.read(at, length);
    if (value !== null) fields.push({ tag, type, count, value });
  }
  return fields;
}

/** A directory with its values behind it, to be written at an offset. */
function tableOf(fields: readonly Field[], at: number, isLittle: boolean): Buffer {
  const sorted = fields.toSorted((a, b) => a.tag - b.tag);
  const table = Buffer.alloc(2 + sorted.length * 12 + 4);
  const short = (value: number, place: number): void => {
    if (isLittle) table.writeUInt16LE(value, place);
    else table.writeUInt16BE(value, place);
  };
  const long = (value: number, place: number): void => {
    if (isLittle) table.writeUInt32LE(value, place);
    else table.writeUInt32BE(value, place);
  };
  short(sorted.length, 0);
  const values: Uint8Array[] = [];
  let end = at + table.length;
  sorted.forEach(({ tag, type, count, value }, i) => {
    const place = 2 + i * 12;
    short(tag, place);
    short(type, place + 2);
    long(count, place + 4);
    if (value.length <= 4) {
      table.set(value, place + 8);
      return;
    }
    long(end, place + 8);
    const padded = value.length % 2 === 0 ? value : Buffer.concat([value, Buffer.alloc(1)]);
    values.push(padded);
    end += padded.length;
  });
  return Buffer.concat([table, ...values]);
}
