import { readFileSync } from 'node:fs';

/** The lists of data/known-words.txt, in their order. */
const LISTS = ['common', 'english', 'name', 'other-language', 'chinese'] as const;

/**
 * What is known of a word: it is one of some 35,000 common English words, another English one, a name, of another
 * language (also a piece of a word there), or Chinese.
 */
export type KnownWord = (typeof LISTS)[number];

const NEWLINE = 0x0a;
/** Slots for each word, a power of two: half of them stay empty. */
const SLOTS = 2 ** 19;
const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

interface Table {
  readonly bytes: Buffer;
  /** Open addressing: where a word begins, plus one; 0 is empty. */
  readonly slots: Uint32Array;
  /** Where each list ends. */
  readonly ends: readonly number[];
}
let loaded: Table | undefined;

function hash(bytes: Uint8Array, from: number, to: number): number {
  let value = FNV_OFFSET;
  for (let at = from; at < to; at++) value = Math.imul(value ^ (bytes[at] as number), FNV_PRIME);
  return (value ^ (value >>> 15)) & (SLOTS - 1);
}

/** Read on first use and kept as bytes: 3.3 MB, as strings it would be 10. */
function table(): Table {
  if (loaded !== undefined) return loaded;
  // Written by scripts/build-known-words.ts, and part of the program: trusted as it is.
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

/** What is known of a folded word of four letters or more, or two Chinese characters; undefined for all others. */
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

/** The words of a list; the common ones from the most frequent on. */
export function wordsOfList(list: KnownWord): string[] {
  const { bytes, ends } = table();
  const at = LISTS.indexOf(list);
  return bytes
    .toString('utf8', ends[at - 1] ?? 0, ends[at])
    .split('\n')
    .filter((word) => word !== '');
}
