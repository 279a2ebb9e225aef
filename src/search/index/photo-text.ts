import { fold } from '../../domain/fold.ts';
import { HAN } from '../../query/lexicon.ts';
import { FoldedNames } from './folded-names.ts';
import { grown, roomFor } from './photo-columns.ts';
import type { Slabs } from './slabs.ts';

/** The photos in whose text some words stand, by ordinal; dead ordinals among them. */
export interface TextMatch {
  /** As whole words, in their order. */
  readonly whole: ReadonlySet<number>;
  /** Only as a part of longer words. */
  readonly part: ReadonlySet<number>;
}

const HAN_BESIDE_OTHER =
  /(?<=\p{Script=Han})(?=[^\p{Script=Han}\s])|(?<=[^\p{Script=Han}\s])(?=\p{Script=Han})/gu;
const SPACE_BESIDE_HAN = /(?<=\p{Script=Han}) | (?=\p{Script=Han})/gu;
/** Between two lines: a slash is in no folded text. */
const BETWEEN_LINES = ' / ';
/** Characters of a text that is looked for at all. */
const SHORTEST = 2;
/** Letters or digits of a word that is looked for within longer words. */
const SHORTEST_PART = 3;
/** Most characters of a photo's text that are kept in memory: they must fit into a piece of `FoldedNames`. */
const MOST_CHARACTERS = 200_000;
const REMEMBERED = 64;
const NONE: TextMatch = { whole: new Set(), part: new Set() };

/** Folded, without spaces beside Chinese, which networks that read text lose and add. */
const closedKey = (text: string): string => fold(text).replaceAll(SPACE_BESIDE_HAN, '');

/** The forms in which words are looked for in a line: with spaces around Chinese, and with none. */
function lineForms(text: string): string {
  const closed = closedKey(text);
  const open = closed.replaceAll(HAN_BESIDE_OTHER, ' ');
  return open === closed ? closed : `${open}${BETWEEN_LINES}${closed}`;
}

/** What words look like in a text: null for those that say too little to be looked for. */
function wantedKey(text: string): string | null {
  const key = closedKey(text);
  return key.length < SHORTEST ? null : key;
}

/** The text in photos, folded, in memory: finding words is one pass over it. */
export class PhotoText {
  readonly #texts: FoldedNames;
  /** By number of the text. */
  #ordinals = new Int32Array(0);
  #count = 0;
  readonly #found = new Map<string, TextMatch>();

  constructor(slabs: Slabs) {
    this.#texts = new FoldedNames(slabs);
  }

  /** Adds the lines of a photo. */
  add(ordinal: number, lines: readonly string[]): void {
    const number = this.#texts.add(lines.map(lineForms).join(BETWEEN_LINES).slice(0, MOST_CHARACTERS));
    if (number >= this.#ordinals.length) this.#ordinals = grown(this.#ordinals, roomFor(number + 1));
    this.#ordinals[number] = ordinal;
    this.#count = number + 1;
    this.#found.clear();
  }

  /** Number of photos with text, dead ordinals among them. */
  get count(): number {
    return this.#count;
  }

  /** The photos in whose text words stand. Case, accents, width and spaces beside Chinese do not matter. */
  of(text: string): TextMatch {
    const known = this.#found.get(text);
    if (known !== undefined) return known;
    const key = this.#count === 0 ? null : wantedKey(text);
    const match = key === null ? NONE : this.#find(key);
    this.#found.set(text, match);
    const [oldest = text] = this.#found.keys();
    if (this.#found.size > REMEMBERED) this.#found.delete(oldest);
    return match;
  }

  #find(key: string): TextMatch {
    const whole = new Set<number>();
    const part = new Set<number>();
    for (const { name } of this.#texts.withWords(key)) whole.add(this.#ordinals[name] as number);
    if (key.length >= SHORTEST_PART && !HAN.test(key))
      for (const number of this.#texts.containing(key)) {
        const ordinal = this.#ordinals[number] as number;
        if (!whole.has(ordinal)) part.add(ordinal);
      }
    return { whole, part };
  }
}

/** Whether words stand in a line as `PhotoText` finds them: whole or as a part. */
export function isInLine(line: string, text: string): boolean {
  const key = wantedKey(text);
  if (key === null) return false;
  const forms = lineForms(line);
  return HAN.test(key) || key.length >= SHORTEST_PART
    ? forms.includes(key)
    : ` ${forms} `.includes(` ${key} `);
}
