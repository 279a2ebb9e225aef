import type { RemovedMetadata } from '../../../domain/exported-metadata.ts';
import { ByteRanges } from '../camera-raw/byte-ranges.ts';
import { TiffDirectories } from '../camera-raw/tiff-directories.ts';
import { withoutGps } from '../without-gps.ts';

const ORIENTATION = 0x112;
/** A TIFF with one directory of one entry: orientation, one SHORT. */
const ORIENTATION_TIFF = 'II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\0\0\0\0\0\0\0\0';
const VALUE_AT = 18;

/**
 * What stays of the TIFF structure of an EXIF block: all but the coordinates, or the orientation alone.
 * @returns null where nothing has to stay
 */
export function tiffWithoutMetadata(tiff: Buffer, what: RemovedMetadata): Buffer | null {
  if (what === 'no-place') return withoutGps(tiff);
  const opened = TiffDirectories.open(new ByteRanges(tiff));
  const orientation = opened?.tiff.number(opened.tiff.directory(opened.first)?.entries.get(ORIENTATION)) ?? 1;
  if (orientation < 2 || orientation > 8) return null;
  const made = Buffer.from(ORIENTATION_TIFF, 'latin1');
  made.writeUInt16LE(orientation, VALUE_AT);
  return made;
}
