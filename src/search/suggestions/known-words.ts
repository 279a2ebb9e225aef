import { readFileSync } from 'node:fs';

/** Lists of data/known-words.txt in order. */
const LISTS = ['common', 'english', 'name', 'other-language', 'chinese', 'short'] as const;

/**
 * List of a word: one of about 35,000 common English words, another English word, a name, another language (including
 * parts of words), Chinese, or of three letters, from any source.
 */
export type KnownWord = (typeof LISTS)[number];

const NEWLINE = 0x0a;
/** Hash slots per word, a power of two: half of them stay empty. */
const SLOTS = 2 ** 19;
const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

interface Table {
  readonly bytes: Buffer;
  /** Open addressing: offset of the word plus one; 0 is empty. */
  readonly slots: Uint32Array;
  /** End offset of each list. */
  readonly ends: readonly number[];
}
let loaded: Table | undefined;

function hash(bytes: Uint8Array, from: number, to: number): number {
  let value = FNV_OFFSET;
  for (let at = from; at < to; at++) value = Math.imul(value ^ (bytes[at] as number), FNV_PRIME);
  return (value ^ (value >>> 15)) & (SLOTS - 1);
}

/** Loaded on first use and kept as bytes: 3.3 MB instead of 10 MB as strings. */
function table(): Table {
  if (loaded !== undefined) return loaded;
  // Not validated at run time, because scripts/build-known-words.ts writes the file and it ships with the program.
  const bytes = readFileSync(new URL('./data/known-words.txt', import.meta.url));
  const slots = new Uint32Array(SLOTS);
  const ends: number[] = [];
  for (let from = 0; from < bytes.length; ) {
    const to = bytes.indexOf(NEWLINE, from);
    if (to === from) ends.push(from);
    else {
      let slot = hash(bytes, from, to);
      while (slots[slot] !== 0) slot = (slot + 1) & (SLOTS - 1);
      slots[slot] = from + 1;
    }
    from = to + 1;
  }
  ends.push(bytes.length);
  loaded = { bytes, slots, ends };
  return loaded;
}

/** Whether a folded word is one of English, and no name. */
export function isEnglishWord(word: string): boolean {
  const list = knownWord(word);
  return list === 'common' || list === 'english';
}

/** List of a folded word of at least three letters or two Chinese characters; undefined for all others. */
export function knownWord(word: string): KnownWord | undefined {
  const { bytes, slots, ends } = table();
  const wanted = Buffer.from(word);
  let slot = hash(wanted, 0, wanted.length);
  for (let start = slots[slot] as number; start !== 0; start = slots[slot] as number) {
    const from = start - 1;
    const to = from + wanted.length;
    if (bytes[to] === NEWLINE && bytes.compare(wanted, 0, wanted.length, from, to) === 0)
      return LISTS[ends.findIndex((end) => from < end)];
    slot = (slot + 1) & (SLOTS - 1);
  }
  return undefined;
}

/** Words of a list; the common words by frequency, most frequent first. */
export function wordsOfList(list: KnownWord): string[] {
  const { bytes, ends } = table();
  const at = LISTS.indexOf(list);
  return bytes
    .toString('utf8', ends[at - 1] ?? 0, ends[at])
    .split('\n')
    .filter((word) => word !== '');
}
