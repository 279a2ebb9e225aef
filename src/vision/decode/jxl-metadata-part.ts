import { brotliDecompressSync } from 'node:zlib';
import { ByteRanges } from './camera-raw/byte-ranges.ts';
import { metadataTiff, type SourceDirectory } from './camera-raw/metadata-tiff.ts';
import { TiffDirectories } from './camera-raw/tiff-directories.ts';
import type { IsoBox } from './iso-boxes.ts';
import { jxlBoxes } from './jxl-boxes.ts';

/** Bytes of a box, compressed or not; cameras and programs write less than 100 KB. */
const LONGEST = 2 * 1024 * 1024;
/** A compressed box: the type of the box in it, then its content. */
const COMPRESSED = 'brob';
const EXIF = 0x8769;
const GPS = 0x8825;

/** EXIF and XMP of a JPEG XL file (ISO/IEC 18181-2) as a small TIFF file; null where it has none. */
export function jxlMetadataPart(bytes: Uint8Array): Uint8Array | null {
  const file = new ByteRanges(bytes);
  let exif: Buffer | null = null;
  let xmp: Buffer | null = null;
  for (const box of jxlBoxes(file)) {
    const found = contentOf(file, box);
    if (found === null) continue;
    if (found.type === 'Exif') exif ??= found.content;
    if (found.type === 'xml ') xmp ??= found.content;
  }
  // The content begins with the distance to the header of the TIFF structure.
  const distance = exif === null || exif.length < 4 ? 0 : exif.readUInt32BE(0);
  const tiff = exif === null ? null : exif.subarray(4 + distance);
  return metadataTiff({ ...directoriesOf(tiff), xmp });
}

function contentOf(
  file: ByteRanges,
  { type, at, length }: IsoBox,
): { readonly type: string; readonly content: Buffer } | null {
  if (!['Exif', 'xml ', COMPRESSED].includes(type) || length > LONGEST) return null;
  const content = file.read(at, length);
  if (content === null || type !== COMPRESSED) return content === null ? null : { type, content };
  const inner = content.toString('latin1', 0, 4);
  if (inner !== 'Exif' && inner !== 'xml ') return null;
  try {
    return { type: inner, content: brotliDecompressSync(content.subarray(4), { maxOutputLength: LONGEST }) };
  } catch {
    // Expected of a damaged box, or of one that would become too large.
    return null;
  }
}

function directoriesOf(bytes: Buffer | null): Record<'main' | 'exif' | 'gps', SourceDirectory | null> {
  const opened = bytes === null ? null : TiffDirectories.open(new ByteRanges(bytes));
  if (opened === null) return { main: null, exif: null, gps: null };
  const { tiff, first } = opened;
  const directoryAt = (offset: number | null): SourceDirectory | null => {
    const directory = offset === null ? null : tiff.directory(offset);
    return directory === null ? null : { tiff, directory };
  };
  const main = directoryAt(first);
  const below = (tag: number): SourceDirectory | null =>
    directoryAt(tiff.number(main?.directory.entries.get(tag)));
  return { main, exif: below(EXIF), gps: below(GPS) };
}
