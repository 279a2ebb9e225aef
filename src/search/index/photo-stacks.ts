import { displayPath } from '../../domain/path-bytes.ts';
import { FILM_FORMATS, FORMATS, PHOTO_FORMATS, RAW_FORMATS } from '../../domain/photo-format.ts';

const DOT = 0x2e;
const [CAPITAL_A, CAPITAL_Z, TO_SMALL, FIRST_NOT_ASCII] = [0x41, 0x5a, 0x20, 0x80];
/** Random, so that no file names can be made whose keys are equal by intent. */
const SEEDS = crypto.getRandomValues(new Uint32Array(2));
const HIGH_BITS = 21;
const NOT_UTF8 = '\ufffd';
/** What iCloud for Windows adds to the name of a live photo's film, which is beside a picture without it. */
const FILM_SUFFIX = Buffer.from('_hevc.mov');
/** Pixel phones name the picture of a live photo `PXL_1.MP.jpg`, and Google Takeout its film `PXL_1.MP`. */
const PIXEL_SUFFIX = Buffer.from('.mp');

/** `stackRank` by number in PHOTO_FORMATS; NO_RANK for a format that leads no stack. */
const NO_RANK = 255;
const RANKS = Uint8Array.from(PHOTO_FORMATS, (format) => FORMATS[format].stackRank ?? NO_RANK);
const RAW_NUMBERS: ReadonlySet<number> = new Set(RAW_FORMATS.map((format) => PHOTO_FORMATS.indexOf(format)));

const FILM_NUMBERS: ReadonlySet<number> = new Set(
  FILM_FORMATS.map((format) => PHOTO_FORMATS.indexOf(format)),
);

/** @param format number in PHOTO_FORMATS */
export const isFilmNumber = (format: number): boolean => FILM_NUMBERS.has(format);
/** @param format number in PHOTO_FORMATS */
export const isRawNumber = (format: number): boolean => RAW_NUMBERS.has(format);

/**
 * Key of a directory and of a file name without its extension, as 53 bits, 1 at least. Letters are equal in both
 * cases and in both normal forms, because file systems differ in them; accents count. `IMG_1_HEVC.MOV` has the key of
 * `IMG_1.HEIC`, and `PXL_1.MP` that of `PXL_1.MP.jpg`.
 * @param name bytes of the name
 */
export function stackKey(directory: number, name: Uint8Array): number {
  const dot = name.lastIndexOf(DOT);
  const isWhole = dot <= 0 || endsWith(name, PIXEL_SUFFIX);
  const end = endsWith(name, FILM_SUFFIX) ? name.length - FILM_SUFFIX.length : isWhole ? name.length : dot;
  return hashOf(directory, name, end, true) ?? hashOf(directory, comparable(name.subarray(0, end))) ?? 1;
}

/** Whether a name ends so, in any case, and has something before it. */
function endsWith(name: Uint8Array, suffix: Uint8Array): boolean {
  const start = name.length - suffix.length;
  if (start < 1) return false;
  for (let at = suffix.length - 1; at >= 0; at--) {
    const byte = name[start + at] as number;
    const letter = byte >= CAPITAL_A && byte <= CAPITAL_Z ? byte + TO_SMALL : byte;
    if (letter !== suffix[at]) return false;
  }
  return true;
}

/** @returns null for a name that is not in ASCII, if only such a name is wanted */
function hashOf(directory: number, name: Uint8Array, end = name.length, asciiOnly = false): number | null {
  let low = Math.imul((SEEDS[0] as number) ^ directory, 0x01000193);
  let high = Math.imul((SEEDS[1] as number) ^ directory, 0x85ebca6b);
  for (let at = 0; at < end; at++) {
    const byte = name[at] as number;
    if (asciiOnly && byte >= FIRST_NOT_ASCII) return null;
    const letter = byte >= CAPITAL_A && byte <= CAPITAL_Z ? byte + TO_SMALL : byte;
    low = Math.imul(low ^ letter, 0x01000193);
    high = Math.imul((high ^ letter) + (high >>> 15), 0x85ebca6b);
  }
  return Math.max(1, (high >>> (32 - HIGH_BITS)) * 2 ** 32 + (low >>> 0));
}

/** A name in lower case and in one normal form; the same bytes if they are not UTF-8. */
function comparable(stem: Uint8Array): Uint8Array {
  const text = displayPath(stem);
  return text.includes(NOT_UTF8) ? stem : Buffer.from(text.normalize('NFC').toLowerCase().normalize('NFC'));
}

/** The files of photos, by number of file. */
export interface StackFiles {
  readonly count: number;
  /** -1 for a file whose photo cannot be found. */
  readonly ordinals: Int32Array;
  /** Of `stackKey`; negative for a file that is not there. */
  readonly keys: Float64Array;
}

/** Photos by ordinal. */
export interface StackPhotos {
  readonly count: number;
  /** Number in PHOTO_FORMATS. */
  readonly format: Uint8Array;
  readonly id: Int32Array;
  /** 0 for ordinals of an older state of a photo. */
  readonly current: Uint8Array;
  readonly isMissing: (ordinal: number) => boolean;
  /** Whether a film beside a picture of its name is the film of that live photo: see live-photos.ts. */
  readonly isFilmOf: (film: number, picture: number) => boolean;
}

/** Which RAW photos, and films of live photos, are shown as the developed picture beside them, by ordinal. */
export class Stacks {
  /** Ordinals of the RAW photos and films that are shown as another photo. */
  readonly raws: Int32Array<ArrayBuffer>;
  /** Ordinal plus one, by that of a RAW; 0: none. Empty without stacks. */
  readonly #leads: Int32Array<ArrayBuffer>;
  /** By ordinal of a developed picture its first RAW, by that of a RAW the next one; plus one. */
  readonly #next: Int32Array;

  /** @param leads ordinal plus one of the developed picture, by that of each of the RAW photos */
  constructor(raws = new Int32Array(0), leads = new Int32Array(0)) {
    this.raws = raws;
    this.#leads = raws.length === 0 ? new Int32Array(0) : leads;
    this.#next = new Int32Array(this.#leads.length);
    for (const raw of raws) {
      const lead = (leads[raw] as number) - 1;
      this.#next[raw] = this.#next[lead] as number;
      this.#next[lead] = raw + 1;
    }
  }

  /** Ordinal plus one of the developed picture, by that of each of the RAW photos; as the constructor takes it. */
  get leads(): Int32Array<ArrayBuffer> {
    return this.#leads;
  }

  /** The photo that a photo is shown as: itself, or the developed picture beside the RAW. */
  shown(ordinal: number): number {
    const lead = ordinal >= 0 && ordinal < this.#leads.length ? (this.#leads[ordinal] as number) : 0;
    return lead === 0 ? ordinal : lead - 1;
  }

  /** The RAW photos that a photo stands for, by its ordinal. */
  *rawsOf(lead: number): Generator<number> {
    if (this.shown(lead) !== lead) return;
    for (let raw = this.#next[lead] ?? 0; raw !== 0; raw = this.#next[raw - 1] ?? 0) yield raw - 1;
  }
}

/** The leading ordinal of each key: open addressing, because a Map of so many 53-bit numbers takes seconds. */
class Leads {
  readonly #mask: number;
  readonly #keys: Float64Array;
  /** Ordinal plus two; 1: none yet, 0: an empty place. */
  readonly #leads: Int32Array;

  constructor(keys: number) {
    const size = 2 ** Math.ceil(Math.log2(2 * keys + 1));
    this.#mask = size - 1;
    this.#keys = new Float64Array(size);
    this.#leads = new Int32Array(size);
  }

  #placeOf(key: number): number {
    let place = (key >>> 0) & this.#mask;
    while (this.#leads[place] !== 0 && this.#keys[place] !== key) place = (place + 1) & this.#mask;
    return place;
  }

  add(key: number): void {
    const place = this.#placeOf(key);
    if (this.#leads[place] !== 0) return;
    this.#keys[place] = key;
    this.#leads[place] = 1;
  }

  /** Ordinal; null: none yet; undefined: the key was not added. */
  get(key: number): number | null | undefined {
    const lead = this.#leads[this.#placeOf(key)] as number;
    return lead === 0 ? undefined : lead === 1 ? null : lead - 2;
  }

  set(key: number, ordinal: number): void {
    this.#leads[this.#placeOf(key)] = ordinal + 2;
  }
}

/**
 * RAW photos and films of live photos that lie beside the developed picture of the same name: each file of theirs beside the same one. Of a photo
 * that is there only those files count that are there too, and it stacks with nothing that is missing; missing photos
 * stack with each other.
 */
export function stacksOf(files: StackFiles, photos: StackPhotos): Stacks {
  const { format, id } = photos;
  const rawFiles: number[] = [];
  eachFile(files, photos, (file, ordinal) => {
    const number = format[ordinal] as number;
    if (isRawNumber(number) || isFilmNumber(number)) rawFiles.push(file);
  });
  if (rawFiles.length === 0) return new Stacks();
  const { keys } = files;
  const leads = new Leads(rawFiles.length);
  for (const file of rawFiles) leads.add(keys[file] as number);
  const rank = (ordinal: number): number => RANKS[format[ordinal] as number] as number;
  eachFile(files, photos, (file, ordinal) => {
    if (rank(ordinal) === NO_RANK) return;
    const key = keys[file] as number;
    const known = leads.get(key);
    if (known === undefined) return;
    const order =
      known === null ? -1 : rank(ordinal) - rank(known) || (id[ordinal] as number) - (id[known] as number);
    if (order < 0) leads.set(key, ordinal);
  });
  return new Stacks(...leadsOfRaws(rawFiles, files, leads, photos));
}

/** The RAW photos of which each file lies beside the same picture, and by ordinal the pictures, plus one. */
function leadsOfRaws(
  rawFiles: readonly number[],
  { keys, ordinals }: StackFiles,
  leads: Leads,
  { count: photos, format, isFilmOf }: StackPhotos,
): [raws: Int32Array<ArrayBuffer>, leads: Int32Array<ArrayBuffer>] {
  const ALONE = -1;
  const found = new Int32Array(photos);
  for (const file of rawFiles) {
    const raw = ordinals[file] as number;
    const lead = leads.get(keys[file] as number) ?? null;
    const isAlone =
      lead === null ||
      (found[raw] !== 0 && found[raw] !== lead + 1) ||
      (isFilmNumber(format[raw] as number) && !isFilmOf(raw, lead));
    found[raw] = isAlone ? ALONE : lead + 1;
  }
  const raws = new Int32Array(rawFiles.length);
  let count = 0;
  for (let raw = 0; raw < photos; raw++)
    if (found[raw] === ALONE) found[raw] = 0;
    else if (found[raw] !== 0) raws[count++] = raw;
  return [raws.slice(0, count), found];
}

/** Calls `each` with every file that counts: one that is there, or of a photo that is missing. */
function eachFile(
  { count, ordinals, keys }: StackFiles,
  { current, isMissing }: StackPhotos,
  each: (file: number, ordinal: number) => void,
): void {
  for (let file = 0; file < count; file++) {
    const ordinal = ordinals[file] as number;
    if (ordinal < 0 || current[ordinal] !== 1) continue;
    if ((keys[file] as number) > 0 || isMissing(ordinal)) each(file, ordinal);
  }
}
