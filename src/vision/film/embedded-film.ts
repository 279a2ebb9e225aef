import type { Metadata } from '../../domain/metadata.ts';
import type { PhotoFormat } from '../../domain/photo-format.ts';
import { isoBoxes } from '../decode/iso-boxes.ts';

/** Where a film lies in the file of a photo. */
type Place = Required<Pick<Metadata, 'motionAt' | 'motionBytes'>>;

/** XMP stands before the pixels of a JPEG, and among the first boxes of a HEIC. */
const XMP_WITHIN = 512 * 1024;
const XMP_BEGINS = '<x:xmpmeta';
const XMP_ENDS = '</x:xmpmeta>';
const MOST_ITEMS = 20;
/** Samsung: the directory behind the film, its name for the film, and how many entries are read. */
const [TRAILER_ENDS, TRAILER_BEGINS, SAMSUNG_NAME, MOST_ENTRIES] = ['SEFT', 'SEFH', 'MotionPhoto_Data', 100];
const SMALLEST = 64;

/**
 * Finds the film that a phone put into the file of a photo: behind a JPEG by its XMP (Google's Motion Photo and
 * MicroVideo) or by a directory at the end (Samsung), in a box of a HEIC or AVIF. A place counts only where a film
 * begins there, because programs keep the XMP of films that they removed.
 * @param bytes of the whole file
 * @returns null where there is none
 */
export function embeddedFilm(bytes: Buffer, format: PhotoFormat): Place | null {
  if (format !== 'jpeg' && format !== 'heic' && format !== 'avif') return null;
  const found = [boxedFilm(bytes, format), samsungFilm(bytes), filmOfXmp(bytes)];
  return found.find((place) => place !== null && isFilmAt(bytes, place)) ?? null;
}

const isFilmAt = (bytes: Buffer, { motionAt, motionBytes }: Place): boolean =>
  motionAt > 0 &&
  motionBytes >= SMALLEST &&
  motionAt + motionBytes <= bytes.length &&
  bytes.toString('latin1', motionAt + 4, motionAt + 8) === 'ftyp';

function boxedFilm(bytes: Buffer, format: 'jpeg' | 'heic' | 'avif'): Place | null {
  if (format === 'jpeg') return null;
  const read = (at: number, length: number): Buffer | null =>
    at + length <= bytes.length ? bytes.subarray(at, at + length) : null;
  for (const { type, at, length } of isoBoxes(read, 0, bytes.length))
    if (type === 'mpvd') return { motionAt: at, motionBytes: length };
  return null;
}

/** At the end of the file: a directory of blocks, its length, and a mark. The offset of a block counts backwards. */
function samsungFilm(bytes: Buffer): Place | null {
  const end = bytes.length;
  if (end < 24 || bytes.toString('latin1', end - 4) !== TRAILER_ENDS) return null;
  const start = end - 8 - bytes.readUInt32LE(end - 8);
  if (start < 0 || bytes.toString('latin1', start, start + 4) !== TRAILER_BEGINS) return null;
  const count = Math.min(bytes.readUInt32LE(start + 8), MOST_ENTRIES);
  for (let entry = 0; entry < count; entry += 1) {
    const at = start + 12 + entry * 12;
    if (at + 12 > end) return null;
    const [block, length] = [start - bytes.readUInt32LE(at + 4), bytes.readUInt32LE(at + 8)];
    // Two bytes of filling, two of a kind, and the length of the name come before the name.
    if (block < 0 || block + 8 > end) continue;
    const nameLength = bytes.readUInt32LE(block + 4);
    if (bytes.toString('latin1', block + 8, block + 8 + nameLength) !== SAMSUNG_NAME) continue;
    return { motionAt: block + 8 + nameLength, motionBytes: length - 8 - nameLength };
  }
  return null;
}

/** By the lengths that XMP has of what lies behind the picture; the film may be followed by other items. */
function filmOfXmp(bytes: Buffer): Place | null {
  const from = bytes.subarray(0, XMP_WITHIN).indexOf(XMP_BEGINS);
  const to = from < 0 ? -1 : bytes.subarray(0, XMP_WITHIN).indexOf(XMP_ENDS, from);
  if (to < 0) return null;
  const xmp = bytes.toString('latin1', from, to);
  const offset = Number(/MicroVideoOffset(?:="|>)(\d{1,12})/u.exec(xmp)?.[1] ?? Number.NaN);
  const fromEnd = filmItem(xmp) ?? (Number.isNaN(offset) ? null : { length: offset, behind: 0 });
  return fromEnd === null
    ? null
    : { motionAt: bytes.length - fromEnd.behind - fromEnd.length, motionBytes: fromEnd.length };
}

/** The film of a container directory, and how many bytes of other items lie behind it. */
function filmItem(xmp: string): { readonly length: number; readonly behind: number } | null {
  const items = [...xmp.matchAll(/<(?:G?Container:)?Item\b[^>]*>|<rdf:li\b[^>]*Item:Semantic=[^>]*>/gu)]
    .slice(0, MOST_ITEMS)
    .map(([item]) => ({
      semantic: /Item:Semantic="([^"]*)"/u.exec(item)?.[1] ?? '',
      length: Number(/Item:Length="(\d{1,12})"/u.exec(item)?.[1] ?? 0),
      padding: Number(/Item:Padding="(\d{1,12})"/u.exec(item)?.[1] ?? 0),
    }));
  const at = items.findIndex(({ semantic, length }) => semantic === 'MotionPhoto' && length > 0);
  const film = items[at];
  if (film === undefined) return null;
  const behind = items
    .slice(at + 1)
    .reduce((sum, { length, padding }) => sum + length + padding, film.padding);
  return { length: film.length, behind };
}
