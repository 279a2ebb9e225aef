import type { RemovedMetadata } from '../../../domain/exported-metadata.ts';
import { type IsoBox, isoBoxes } from '../iso-boxes.ts';
import { withoutGps } from '../without-gps.ts';
import { type HeifExtent, heifItems } from './heif-items.ts';

/** The boxes of a still picture. What others there are belongs to programs, and is overwritten. */
const KEPT: ReadonlySet<string> = new Set(['ftyp', 'meta', 'mdat', 'free', 'skip', 'styp']);
/** Items of metadata, by their types. */
const METADATA: ReadonlySet<string> = new Set(['Exif', 'mime', 'uri ']);
/** A TIFF with an empty directory, behind the offset that an EXIF item begins with. */
const EMPTY_EXIF = Buffer.from('\0\0\0\0II*\0\x08\0\0\0\0\0\0\0\0\0', 'latin1');
const SPACE = 0x20;

/**
 * Overwrites metadata where it lies, so that no offset in the file changes. The orientation of these formats is no part
 * of it.
 * @returns null for a sequence of pictures, and where the items cannot be found
 */
export function heifWithoutMetadata(heif: Buffer, what: RemovedMetadata): Buffer | null {
  const edited = Buffer.from(heif);
  const read = (at: number, length: number): Buffer | null =>
    at + length <= heif.length ? heif.subarray(at, at + length) : null;
  const boxes = [...isoBoxes(read, 0, heif.length)];
  const meta = boxes.find(({ type }) => type === 'meta');
  if (meta === undefined || boxes.some(({ type, isCut }) => type === 'moov' || isCut)) return null;
  const items = heifItems(heif, meta);
  if (items === null) return null;
  for (const { type, extents } of items)
    if (METADATA.has(type)) {
      const isInside = extents.every(({ at, length }) => at + length <= heif.length);
      if (!isInside) return null;
      overwrite(edited, type, extents, what);
    }
  for (const box of boxes) if (!KEPT.has(box.type)) free(edited, box);
  return edited;
}

function overwrite(heif: Buffer, type: string, extents: readonly HeifExtent[], what: RemovedMetadata): void {
  const [first] = extents;
  if (type === 'Exif' && first !== undefined && extents.length === 1 && first.length > EMPTY_EXIF.length) {
    const item = heif.subarray(first.at, first.at + first.length);
    const tiff = 4 + item.readUInt32BE(0);
    if (what === 'no-place' && tiff < item.length) withoutGps(item.subarray(tiff)).copy(item, tiff);
    else {
      item.fill(0);
      EMPTY_EXIF.copy(item);
    }
  } else for (const { at, length } of extents) heif.fill(SPACE, at, at + length);
}

/** Makes a box one that readers skip. */
function free(heif: Buffer, { at, length, type }: IsoBox): void {
  heif.fill(0, at, at + length);
  const name = heif.lastIndexOf(type, at - 4, 'latin1');
  heif.write('free', name, 'latin1');
}
