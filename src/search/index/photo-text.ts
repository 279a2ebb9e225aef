import { foldForms } from '../../domain/fold.ts';
import { HAN } from '../../query/lexicon.ts';
import { FoldedNames, type FoldedNamesState } from './folded-names.ts';
import { isPerhapsMisread, lookalikeKey, toleratesLookalikes } from './lookalikes.ts';
import type { NothingLeft } from './nothing-left.ts';
import { OrdinalSet } from './ordinal-set.ts';
import { grown, roomFor } from './photo-columns.ts';
import type { Slabs } from './slabs.ts';

/** The photos in whose text some words stand, by ordinal; dead ordinals among them. */
export interface TextMatch {
  /** As whole words, in their order. */
  readonly whole: Ordinals;
  /** Only as a part of longer words. */
  readonly part: Ordinals;
}
type Ordinals = Pick<OrdinalSet, 'size' | 'has' | 'forEach' | typeof Symbol.iterator>;

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
const NONE: TextMatch = { whole: new OrdinalSet(), part: new OrdinalSet() };

/** Folded in all forms (möwe: mowe, moewe), without spaces beside Chinese, which networks that read text lose and add. */
const closedKeys = (text: string): string[] =>
  foldForms(text).map((form) => form.replaceAll(SPACE_BESIDE_HAN, ''));

/** The forms in which words are looked for in a line: with spaces around Chinese, and with none. */
function lineForms(text: string): string {
  const closed = closedKeys(text);
  const open = closed.map((form) => form.replaceAll(HAN_BESIDE_OTHER, ' '));
  return [...new Set([...open, ...closed])].join(BETWEEN_LINES);
}

/** What words look like in a text; none of those that are too short to be looked for. */
const wantedKeys = (text: string): string[] => closedKeys(text).filter((key) => key.length >= SHORTEST);

/** The forms of the lines of a photo, as one text. */
const textOf = (forms: readonly string[]): string => forms.join(BETWEEN_LINES).slice(0, MOST_CHARACTERS);

/** What is kept of texts; see `IndexState`. */
interface TextsState {
  readonly texts: FoldedNamesState;
  readonly ordinals: Int32Array<ArrayBuffer>;
}
export interface PhotoTextState {
  readonly read: TextsState;
  readonly misread: TextsState;
  readonly count: number;
}

/** Texts and the photos that they stand in. */
class TextsOfPhotos {
  readonly texts: FoldedNames;
  /** By number of the text. */
  #ordinals = new Int32Array(0);

  constructor(slabs: Slabs) {
    this.texts = new FoldedNames(slabs);
  }

  add(ordinal: number, text: string): void {
    const number = this.texts.add(text);
    if (number >= this.#ordinals.length) this.#ordinals = grown(this.#ordinals, roomFor(number + 1));
    this.#ordinals[number] = ordinal;
  }

  get state(): TextsState {
    const { state: texts } = this.texts;
    return { texts, ordinals: this.#ordinals.subarray(0, texts.starts.length) };
  }

  restore({ texts, ordinals, ...others }: TextsState): void {
    others satisfies NothingLeft;
    this.texts.restore(texts);
    this.#ordinals = ordinals;
  }

  ordinalOf(number: number): number {
    return this.#ordinals[number] as number;
  }
}

/** The text in photos, folded, in memory: finding words is one pass over it. */
export class PhotoText {
  readonly #read: TextsOfPhotos;
  /** The lines that are perhaps misread, with all lookalikes as one character: few, so that a second pass is short. */
  readonly #misread: TextsOfPhotos;
  #count = 0;
  readonly #found = new Map<string, TextMatch>();

  constructor(slabs: Slabs) {
    this.#read = new TextsOfPhotos(slabs);
    this.#misread = new TextsOfPhotos(slabs);
  }

  get state(): PhotoTextState {
    return { read: this.#read.state, misread: this.#misread.state, count: this.#count };
  }

  /** Takes the text of a state; there must be none yet. */
  restore({ read, misread, count, ...others }: PhotoTextState): void {
    others satisfies NothingLeft;
    this.#read.restore(read);
    this.#misread.restore(misread);
    this.#count = count;
  }

  /** Adds the lines of a photo. */
  add(ordinal: number, lines: readonly string[]): void {
    this.#read.add(ordinal, textOf(lines.map(lineForms)));
    const odd = lines.filter(isPerhapsMisread);
    if (odd.length > 0) this.#misread.add(ordinal, textOf(odd.map((line) => lookalikeKey(lineForms(line)))));
    this.#count += 1;
    this.#found.clear();
  }

  /** Number of photos with text, dead ordinals among them. */
  get count(): number {
    return this.#count;
  }

  /**
   * The photos in whose text words stand. Case, accents, width and spaces beside Chinese do not matter; neither do
   * lookalikes (l, I and 1, O and 0) in a line that is perhaps misread, from four letters on.
   */
  of(text: string): TextMatch {
    const known = this.#found.get(text);
    if (known !== undefined) return known;
    const keys = this.#count === 0 ? [] : wantedKeys(text);
    const match = keys.length === 0 ? NONE : this.#find(keys);
    this.#found.set(text, match);
    const [oldest = text] = this.#found.keys();
    if (this.#found.size > REMEMBERED) this.#found.delete(oldest);
    return match;
  }

  #find(keys: readonly string[]): TextMatch {
    const whole = new OrdinalSet();
    const perhaps = new OrdinalSet();
    for (const key of keys) {
      if (toleratesLookalikes(key))
        this.#misread.texts.eachWith(lookalikeKey(key), (name, isWhole) => {
          if (isWhole) whole.add(this.#misread.ordinalOf(name));
        });
      const hasParts = key.length >= SHORTEST_PART;
      this.#read.texts.eachWith(key, (name, isWhole) => {
        const ordinal = this.#read.ordinalOf(name);
        if (isWhole) whole.add(ordinal);
        else if (hasParts && !whole.has(ordinal)) perhaps.add(ordinal);
      });
    }
    if (keys.length === 1) return { whole, part: perhaps };
    const part = new OrdinalSet();
    // Another form of the word may stand in the same text.
    perhaps.forEach((ordinal) => {
      if (!whole.has(ordinal)) part.add(ordinal);
    });
    return { whole, part };
  }
}

const standsIn = (forms: string, key: string): boolean =>
  HAN.test(key) ? forms.includes(key) : ` ${forms} `.includes(` ${key} `);

/** Whether words stand in a line as `PhotoText` finds them: whole or as a part. */
export function isInLine(line: string, text: string): boolean {
  const forms = lineForms(line);
  return wantedKeys(text).some((key) => isFound(line, forms, key));
}

function isFound(line: string, forms: string, key: string): boolean {
  if (key.length >= SHORTEST_PART ? forms.includes(key) : standsIn(forms, key)) return true;
  return (
    toleratesLookalikes(key) && isPerhapsMisread(line) && standsIn(lookalikeKey(forms), lookalikeKey(key))
  );
}
