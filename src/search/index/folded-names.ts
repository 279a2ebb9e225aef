import { fold, foldKeys, hasOtherForms } from '../../domain/fold.ts';
import { withNumbersApart } from '../../knowledge/labels/given-names.ts';
import type { NothingLeft } from './nothing-left.ts';
import type { Slabs } from './slabs.ts';

const SEPARATOR = 0x0a;
const SPACE = 0x20;
const SLASH = 0x2f;
/** Separator between the forms of one name: no folded text contains a slash. */
const BETWEEN_FORMS = ' / ';
/** Matches what may follow the stem of a file name: an optional extension and other forms of the name. */
const STEM_ENDS = /^(?: [a-z0-9]+)?(?: \/ .*)?$/u;
const HAN = /\p{Script=Han}/u;
/** A UTF-16 code unit takes at most three bytes in UTF-8. */
const BYTES_A_UNIT = 3;
const PIECE = 1 << 20;

/** Folded names, to be kept: see `FoldedNames`. */
export interface FoldedNamesState {
  readonly pieces: readonly Buffer[];
  readonly used: number;
  readonly starts: Uint32Array;
}

/** Bytes of the shortest word that is listed by itself: "img" and "dsc" are in most names. */
const SHORTEST_WORD = 4;
const isDigit = (byte: number): boolean => byte >= 0x30 && byte <= 0x39;
const endsWord = (byte: number): boolean => byte === SPACE || byte === SLASH || byte === SEPARATOR;

/** A name, and which of the wanted words are in it; `isStem`: they are all of it but the extension. */
interface NameWithWords {
  readonly name: number;
  readonly words: string;
  readonly isStem: boolean;
}

/** A shorter beginning is in too many names. */
const SHORTEST_BEGINNING = 3;

/** The longest text that all of some texts begin with. */
export function commonBeginning([first = '', ...others]: readonly string[]): string {
  let length = first.length;
  for (const other of others) while (!other.startsWith(first.slice(0, length))) length -= 1;
  return first.slice(0, length);
}

/**
 * The folded file names of a library, concatenated in pieces of one megabyte: a substring search is one pass over
 * the bytes, and a million names do not need a million objects.
 */
export class FoldedNames {
  readonly #slabs: Slabs;
  readonly #pieces: Buffer[] = [];
  /** Bytes used in the last piece. */
  #used = PIECE;
  /** Start of each name, as an offset into the concatenated pieces. */
  #starts = new Uint32Array(0);
  #count = 0;

  /** @param slabs allocates the memory */
  constructor(slabs: Slabs) {
    this.#slabs = slabs;
  }

  get state(): FoldedNamesState {
    return { pieces: this.#pieces, used: this.#used, starts: this.#starts.subarray(0, this.#count) };
  }

  /** Takes the names of a state, whose bytes are used as they are. There must be none yet. */
  restore({ pieces, used, starts, ...others }: FoldedNamesState): void {
    others satisfies NothingLeft;
    this.#pieces.push(...pieces);
    this.#used = used;
    this.#starts = new Uint32Array(starts);
    this.#count = starts.length;
  }

  /** Reserves space for this many names in total. */
  reserve(count: number): void {
    if (count <= this.#starts.length) return;
    const starts = new Uint32Array(count);
    starts.set(this.#starts);
    this.#starts = starts;
  }

  /** @param name as returned by `foldedName` @returns the number of the name */
  add(name: string): number {
    const folded = `${name}\n`;
    if (this.#used + folded.length * BYTES_A_UNIT > PIECE) {
      const { buffer, byteOffset } = this.#slabs.take(PIECE);
      this.#pieces.push(Buffer.from(buffer, byteOffset, PIECE));
      this.#used = 0;
    }
    if (this.#count === this.#starts.length) this.reserve(Math.ceil(this.#count * 1.2) + 1024);
    const last = this.#pieces.length - 1;
    this.#starts[this.#count] = last * PIECE + this.#used;
    this.#used += (this.#pieces[last] as Buffer).write(folded, this.#used);
    this.#count += 1;
    return this.#count - 1;
  }

  /**
   * Numbers of the names that contain any of several folded texts as whole words in their order; of one text, or of texts
   * that begin alike ("puppy", "puppies"), in one pass over the names and ascending. `isStem`: the words are the whole
   * name without its extension.
   */
  *withAnyWords(texts: readonly string[]): Generator<NameWithWords> {
    const alike = texts.length > 1 && commonBeginning(texts).length >= SHORTEST_BEGINNING;
    for (const forms of alike ? [texts] : texts.map((text) => [text])) yield* this.#withForms(forms);
  }

  /** @param forms texts that begin alike */
  *#withForms(forms: readonly string[]): Generator<NameWithWords> {
    const wanted = Buffer.from(commonBeginning(forms));
    const ends = forms.map((words) => ({ words, bytes: Buffer.from(words), isHan: HAN.test(words) }));
    let name = 0;
    for (const { from, bytes } of this.#piecesFor(wanted)) {
      const isEnd = (at: number): boolean => bytes[at] === SPACE || bytes[at] === SEPARATOR;
      for (let at = bytes.indexOf(wanted); at >= 0; at = bytes.indexOf(wanted, at + 1)) {
        const isFirst = at === 0 || bytes[at - 1] === SEPARATOR;
        const isStart = isFirst || bytes[at - 1] === SPACE;
        for (const { words, bytes: form, isHan } of ends) {
          const end = at + form.length;
          const isWhole = isStart && isEnd(end);
          if ((!isWhole && !isHan) || end > bytes.length) continue;
          if (bytes.compare(form, 0, form.length, at, end) !== 0) continue;
          name = this.#nameAt(from + at, name);
          const rest = bytes.toString('latin1', end, bytes.indexOf(SEPARATOR, end));
          const isStem = (isFirst || bytes[at - 2] === SLASH) && isWhole && STEM_ENDS.test(rest);
          yield { name, words, isStem };
        }
      }
    }
  }

  /**
   * Calls `each` with the numbers, in ascending order, of the names that contain a folded text, and whether it stands
   * there as whole words in this order. Goes on behind a name as soon as that is known of it.
   */
  eachWith(text: string, each: (name: number, isWhole: boolean) => void): void {
    const wanted = Buffer.from(text);
    const isHan = HAN.test(text);
    let name = 0;
    for (const { from, bytes } of this.#piecesFor(wanted))
      for (let at = bytes.indexOf(wanted); at >= 0; ) {
        name = this.#nameAt(from + at, name);
        const next = name + 1 < this.#count ? (this.#starts[name + 1] as number) - from : bytes.length;
        let isWhole = isHan || isWholeAt(bytes, at, wanted.length);
        while (!isWhole && at >= 0 && at < next) {
          at = bytes.indexOf(wanted, at + 1);
          isWhole = at >= 0 && at < next && isWholeAt(bytes, at, wanted.length);
        }
        each(name, isWhole);
        if (isWhole) at = next < bytes.length ? bytes.indexOf(wanted, next) : -1;
      }
  }

  /** How often each word without digits stands in the names, from four bytes on. */
  wordCounts(): Map<string, number> {
    const counts = new Map<string, number>();
    for (const [number, piece] of this.#pieces.entries()) {
      const end = number === this.#pieces.length - 1 ? this.#used : PIECE;
      let start = 0;
      let hasDigit = false;
      for (let at = 0; at < end; at++) {
        const byte = piece[at] as number;
        if (!endsWord(byte)) {
          hasDigit ||= isDigit(byte);
          continue;
        }
        if (!hasDigit && at - start >= SHORTEST_WORD) {
          const word = piece.toString('utf8', start, at);
          counts.set(word, (counts.get(word) ?? 0) + 1);
        }
        start = at + 1;
        hasDigit = false;
      }
    }
    return counts;
  }

  /** Numbers, in ascending order, of the names that begin with a folded text, within a word or not. */
  *beginningWith(text: string): Generator<number> {
    const wanted = Buffer.from(text);
    let name = 0;
    for (const { from, bytes } of this.#piecesFor(wanted)) {
      for (let at = bytes.indexOf(wanted); at >= 0; at = bytes.indexOf(wanted, at + 1)) {
        const isFirst = at === 0 || bytes[at - 1] === SEPARATOR || bytes[at - 2] === SLASH;
        if (!isFirst) continue;
        name = this.#nameAt(from + at, name);
        yield name;
      }
    }
  }

  /** The name of a number, as it was added. */
  nameOf(number: number): string {
    const { piece, from } = this.#placeOf(number);
    return piece.toString('utf8', from, piece.indexOf(SEPARATOR, from));
  }

  /** Whether the name of a number begins with a folded text. */
  beginsWith(number: number, text: string): boolean {
    const { piece, from } = this.#placeOf(number);
    return piece.toString('latin1', from, from + text.length) === text;
  }

  #placeOf(number: number): { readonly piece: Buffer; readonly from: number } {
    const start = this.#starts[number] as number;
    return { piece: this.#pieces[Math.floor(start / PIECE)] as Buffer, from: start % PIECE };
  }

  /** The bytes in use of each piece, and where it starts; none for a text that no name can have. */
  *#piecesFor(wanted: Buffer): Generator<{ readonly from: number; readonly bytes: Buffer }> {
    if (wanted.length === 0 || wanted.includes(SEPARATOR)) return;
    // The rest of a piece, after its last name, is zeros.
    for (const [number, piece] of this.#pieces.entries())
      yield {
        from: number * PIECE,
        bytes: piece.subarray(0, number === this.#pieces.length - 1 ? this.#used : PIECE),
      };
  }

  /** Number of the name that contains a byte; at least `from`. */
  #nameAt(byte: number, from: number): number {
    let low = from;
    // Exponential search, because with many matches the next one is near.
    let high = from;
    for (let step = 1; high < this.#count && (this.#starts[high] as number) <= byte; step *= 2) {
      low = high;
      high += step;
    }
    high = Math.min(high, this.#count) - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] as number) <= byte) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

/** Whether bytes stand between the ends of words. */
function isWholeAt(bytes: Buffer, at: number, length: number): boolean {
  const [before, behind] = [bytes[at - 1], bytes[at + length]];
  const isStart = at === 0 || before === SEPARATOR || before === SPACE;
  return isStart && (behind === SPACE || behind === SEPARATOR);
}

/** The searchable form of a name: folded, plus its other forms where it has any: with "klavier1" also "klavier 1". */
export function foldedName(name: string): string {
  const forms = hasOtherForms(name) ? foldKeys(name) : [fold(name)];
  const apart = forms.map(withNumbersApart).filter((form, at) => form !== forms[at]);
  return [...forms, ...apart].join(BETWEEN_FORMS);
}
