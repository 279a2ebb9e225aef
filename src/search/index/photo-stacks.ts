import { PHOTO_FORMATS, type PhotoFormat, RAW_FORMATS } from '../../domain/photo-format.ts';

const DOT = 0x2e;
const [CAPITAL_A, CAPITAL_Z, TO_SMALL] = [0x41, 0x5a, 0x20];
/** Random, so that no file names can be made whose keys are equal by intent. */
const SEEDS = crypto.getRandomValues(new Uint32Array(2));
const HIGH_BITS = 21;

/** Formats of the developed picture that leads a stack, the preferred one first. */
const LEADING: readonly PhotoFormat[] = ['jpeg', 'heic'];
const RAW_NUMBERS = new Set(RAW_FORMATS.map((format) => PHOTO_FORMATS.indexOf(format)));
const LEADING_NUMBERS = LEADING.map((format) => PHOTO_FORMATS.indexOf(format));

/**
 * Key of a directory and of a file name without its extension, as 53 bits. ASCII letters are equal in both cases.
 * @param name bytes of the name
 */
export function stackKey(directory: number, name: Uint8Array): number {
  const dot = name.lastIndexOf(DOT);
  const end = dot > 0 ? dot : name.length;
  let low = Math.imul((SEEDS[0] as number) ^ directory, 0x01000193);
  let high = Math.imul((SEEDS[1] as number) ^ directory, 0x85ebca6b);
  for (let at = 0; at < end; at++) {
    const byte = name[at] as number;
    const letter = byte >= CAPITAL_A && byte <= CAPITAL_Z ? byte + TO_SMALL : byte;
    low = Math.imul(low ^ letter, 0x01000193);
    high = Math.imul((high ^ letter) + (high >>> 15), 0x85ebca6b);
  }
  return (high >>> (32 - HIGH_BITS)) * 2 ** 32 + (low >>> 0);
}

/** The files of photos, by number of file. */
export interface StackFiles {
  readonly count: number;
  /** -1 for a file whose photo cannot be found. */
  readonly ordinals: Int32Array;
  readonly keys: Float64Array;
}

/** Photos by ordinal. */
export interface StackPhotos {
  /** Number in PHOTO_FORMATS. */
  readonly format: Uint8Array;
  readonly id: Int32Array;
  /** False for ordinals of an older state of a photo. */
  readonly isCurrent: (ordinal: number) => boolean;
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
 * RAW photos that lie beside the developed picture of the same name: each file of theirs beside the same one.
 * @returns ordinal of the developed picture, by ordinal of the RAW
 */
export function stacksOf(files: StackFiles, { format, id, isCurrent }: StackPhotos): Map<number, number> {
  const { count, ordinals, keys } = files;
  const rawFiles: number[] = [];
  for (let file = 0; file < count; file++) {
    const ordinal = ordinals[file] as number;
    if (ordinal >= 0 && RAW_NUMBERS.has(format[ordinal] as number) && isCurrent(ordinal)) rawFiles.push(file);
  }
  if (rawFiles.length === 0) return new Map();
  const leads = new Leads(rawFiles.length);
  for (const file of rawFiles) leads.add(keys[file] as number);
  const rank = (ordinal: number): number => LEADING_NUMBERS.indexOf(format[ordinal] as number);
  for (let file = 0; file < count; file++) {
    const ordinal = ordinals[file] as number;
    if (ordinal < 0 || rank(ordinal) < 0) continue;
    const key = keys[file] as number;
    const known = leads.get(key);
    if (known === undefined || !isCurrent(ordinal)) continue;
    const order =
      known === null ? -1 : rank(ordinal) - rank(known) || (id[ordinal] as number) - (id[known] as number);
    if (order < 0) leads.set(key, ordinal);
  }
  const stacks = new Map<number, number>();
  const alone = new Set<number>();
  for (const file of rawFiles) {
    const raw = ordinals[file] as number;
    const lead = leads.get(keys[file] as number) ?? null;
    if (lead === null || (stacks.get(raw) ?? lead) !== lead) alone.add(raw);
    else stacks.set(raw, lead);
  }
  for (const raw of alone) stacks.delete(raw);
  return stacks;
}
