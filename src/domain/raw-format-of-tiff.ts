/** Formats of cameras that are TIFF files by their first four bytes. */
export type RawTiffFormat = 'cr2' | 'dng' | 'nef' | 'arw' | 'pef' | 'srw';

const NEW_SUBFILE_TYPE = 0xfe;
const COMPRESSION = 0x103;
const PHOTOMETRIC = 0x106;
const MAKE = 0x10f;
const SUB_DIRECTORIES = 0x14a;
const DNG_VERSION = 0xc612;
/** Photometric interpretation of the pixels of a sensor. */
const COLOUR_FILTER_ARRAY = 32803;
const PENTAX_COMPRESSION = 65535;
/** A first directory has some forty entries. */
const MOST_ENTRIES = 512;
const LONGEST_MAKE = 40;

/** Bytes, place of the value, or of its offset, for each tag of the first directory. */
interface FirstDirectory {
  readonly view: DataView;
  readonly little: boolean;
  readonly places: ReadonlyMap<number, number>;
}

/**
 * Which camera's format a TIFF file is, by its first directory; null for an ordinary TIFF, such as one that was exported
 * from a raw file and kept its camera's name, and for other files.
 */
export function rawFormatOfTiff(bytes: Uint8Array): RawTiffFormat | null {
  const directory = firstDirectory(bytes);
  if (directory === null) return null;
  if (bytes[8] === 0x43 && bytes[9] === 0x52) return 'cr2';
  const { places } = directory;
  if (places.has(DNG_VERSION)) return 'dng';
  const make = makeOf(directory);
  const isReduced = numberOf(directory, NEW_SUBFILE_TYPE) === 1;
  if (make.startsWith('NIKON')) return isReduced && places.has(SUB_DIRECTORIES) ? 'nef' : null;
  if (make.startsWith('SONY')) return isReduced ? 'arw' : null;
  if (make.startsWith('SAMSUNG')) return places.has(SUB_DIRECTORIES) ? 'srw' : null;
  const isSensor =
    numberOf(directory, PHOTOMETRIC) === COLOUR_FILTER_ARRAY ||
    numberOf(directory, COMPRESSION) === PENTAX_COMPRESSION;
  return /^(?:PENTAX|RICOH)/.test(make) && isSensor ? 'pef' : null;
}

function firstDirectory(bytes: Uint8Array): FirstDirectory | null {
  if (bytes.length < 16) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const order = view.getUint16(0);
  const little = order === 0x4949;
  if ((!little && order !== 0x4d4d) || view.getUint16(2, little) !== 42) return null;
  const at = view.getUint32(4, little);
  if (at < 8 || at + 2 > bytes.length) return null;
  const places = new Map<number, number>();
  const count = Math.min(view.getUint16(at, little), MOST_ENTRIES);
  for (let entry = at + 2; entry + 12 <= bytes.length && entry < at + 2 + count * 12; entry += 12)
    places.set(view.getUint16(entry, little), entry + 8);
  return { view, little, places };
}

/** Value of a tag with one number. */
function numberOf({ view, little, places }: FirstDirectory, tag: number): number | null {
  const place = places.get(tag);
  if (place === undefined) return null;
  const SHORT = 3;
  return view.getUint16(place - 6, little) === SHORT
    ? view.getUint16(place, little)
    : view.getUint32(place, little);
}

function makeOf({ view, little, places }: FirstDirectory): string {
  const place = places.get(MAKE);
  if (place === undefined) return '';
  const length = Math.min(view.getUint32(place - 4, little), LONGEST_MAKE);
  const at = length <= 4 ? place : view.getUint32(place, little);
  if (at + length > view.byteLength) return '';
  const text = String.fromCharCode(...new Uint8Array(view.buffer, view.byteOffset + at, length));
  return text.toUpperCase();
}
