import type { PhotoFormat } from '../../domain/photo-format.ts';
import { ByteRanges } from './camera-raw/byte-ranges.ts';
import { TiffDirectories } from './camera-raw/tiff-directories.ts';

/** A file as the picture library is given it. */
export interface ReadableFile {
  readonly bytes: Buffer;
  /** The library takes the pixels for RGB, and they are CIELab. */
  readonly isLab: boolean;
}

const PHOTOMETRIC = 0x106;
const BITS = 0x102;
const RGB = 2;
const CIE_LAB = 8;
const SHORT = 3;
const BRAND_AT = 8;

/**
 * Changes what the picture library refuses although it could read it: the first picture of an animated AVIF, whose main
 * brand is that of a sequence, and a TIFF in CIELab. Other files are given as they are; the bytes given are not changed.
 */
export function readableFile(bytes: Buffer, format: PhotoFormat): ReadableFile {
  if (format === 'avif' && bytes.toString('latin1', BRAND_AT, BRAND_AT + 4) === 'avis') {
    const copy = Buffer.from(bytes);
    copy.write('avif', BRAND_AT, 'latin1');
    return { bytes: copy, isLab: false };
  }
  const labAt = format === 'tiff' ? placeOfLab(bytes) : null;
  if (labAt === null) return { bytes, isLab: false };
  const copy = Buffer.from(bytes);
  copy[labAt.at] = labAt.isLittle ? RGB : 0;
  copy[labAt.at + 1] = labAt.isLittle ? 0 : RGB;
  return { bytes: copy, isLab: true };
}

/** Where a TIFF states that its pixels are CIELab of 8 bits; null if it does not. */
function placeOfLab(bytes: Buffer): { readonly at: number; readonly isLittle: boolean } | null {
  const opened = TiffDirectories.open(new ByteRanges(bytes));
  const entries = opened?.tiff.directory(opened.first)?.entries;
  const entry = entries?.get(PHOTOMETRIC);
  if (opened === null || entry === undefined || entry.type !== SHORT) return null;
  const isLab = opened.tiff.number(entry) === CIE_LAB && opened.tiff.number(entries?.get(BITS)) === 8;
  return isLab ? { at: entry.at, isLittle: opened.tiff.isLittle } : null;
}
