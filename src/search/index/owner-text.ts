import { fold, foldKeys } from '../../domain/fold.ts';
import { HAN } from '../../query/lexicon.ts';
import type { PhotoIndex } from './photo-index.ts';
import type { TextColumn } from './text-column.ts';

/** Where words were found, the surest first. */
export type WordsField = 'keyword' | 'caption' | 'album' | 'folder' | 'name';

/** The photos that hold some words, by ordinal; dead ordinals among them. */
export interface WordsMatch {
  /** In what the owner wrote of a photo: keyword, caption, album; or as the whole name of a folder or file. */
  readonly written: ReadonlySet<number>;
  /** Among others in the name of a folder or file. */
  readonly named: ReadonlySet<number>;
}

/** The texts of a column as words are looked for in them. */
interface FoldedTexts {
  /** By number; each with a space at both ends. */
  readonly padded: string[];
  /** Every caption, every single keyword. */
  readonly whole: Set<string>;
}

/** Matches of so many texts are kept while the library stays as it is. */
const REMEMBERED = 64;
const NONE: WordsMatch = { written: new Set(), named: new Set() };

/** Finds whole words, in their order, in everything that stands written about the photos of a library. */
export class OwnerText {
  readonly #index: PhotoIndex;
  readonly #found = new Map<string, WordsMatch>();
  readonly #folded = new Map<TextColumn, FoldedTexts>();

  constructor(index: PhotoIndex) {
    this.#index = index;
  }

  /** The library has changed. */
  forget(): void {
    this.#found.clear();
  }

  has(text: string): boolean {
    const { written, named } = this.of(text);
    return written.size > 0 || named.size > 0;
  }

  /** Whether a folded text is the whole of a keyword, caption or album name. */
  isWhole(folded: string): boolean {
    const { texts, albums } = this.#index;
    return (
      [texts.keywords, texts.caption].some((column) => this.#foldedOf(column).whole.has(folded)) ||
      albums.some(({ name }) => fold(name) === folded)
    );
  }

  /** The photos with these words. Case, accents, width, apostrophes and hyphens do not matter; see `fold`. */
  of(text: string): WordsMatch {
    const known = this.#found.get(text);
    if (known !== undefined) return known;
    const keys = foldKeys(text).filter((key) => key !== '');
    const match = keys.length === 0 ? NONE : this.#find(keys);
    this.#found.set(text, match);
    const [oldest = text] = this.#found.keys();
    if (this.#found.size > REMEMBERED) this.#found.delete(oldest);
    return match;
  }

  /** The field of a photo that holds the words; null for none. */
  fieldOf(text: string, ordinal: number): WordsField | null {
    const { written, named } = this.of(text);
    if (!written.has(ordinal) && !named.has(ordinal)) return null;
    const { columns, texts, albums } = this.#index;
    const keys = foldKeys(text);
    const holds = (column: TextColumn, number: number): boolean =>
      isIn(this.#foldedOf(column).padded[number] ?? '', keys);
    if (holds(texts.keywords, columns.keywords[ordinal] as number)) return 'keyword';
    if (holds(texts.caption, columns.caption[ordinal] as number)) return 'caption';
    if (albums.some(({ name, photos }) => isIn(pad([name]), keys) && photos.includes(ordinal)))
      return 'album';
    let field: WordsField = 'folder';
    for (const key of keys)
      this.#index.files.withWords(key, (one) => {
        if (one === ordinal) field = 'name';
      });
    return field;
  }

  #find(keys: readonly string[]): WordsMatch {
    const written = new Set<number>();
    const named = new Set<number>();
    const index = this.#index;
    const { columns } = index;
    for (const [column, numbers] of [
      [index.texts.keywords, columns.keywords],
      [index.texts.caption, columns.caption],
    ] as const) {
      const matches = this.#foldedOf(column).padded.map((text) => isIn(text, keys));
      if (matches.includes(true))
        for (let at = 0; at < index.count; at++) if (matches[numbers[at] as number] === true) written.add(at);
    }
    for (const { name, photos } of index.albums)
      if (isIn(pad([name]), keys)) for (const ordinal of photos) written.add(ordinal);
    // Before it is cut into its parts: most paths hold none of the words.
    const holds = (path: string): boolean => keys.some((key) => path.includes(key));
    const isWhole = (path: string): boolean =>
      holds(path) && path.split('/').some((part) => keys.includes(part));
    index.files.inDirectories(isWhole, (ordinal) => written.add(ordinal));
    index.files.inDirectories(
      (path) => holds(path) && isIn(` ${path.replaceAll('/', ' / ')} `, keys),
      (ordinal) => named.add(ordinal),
    );
    for (const key of keys)
      index.files.withWords(key, (ordinal, isStem) => void (isStem ? written : named).add(ordinal));
    return { written, named };
  }

  /** What was folded before stays: texts are only added to a column. */
  #foldedOf(column: TextColumn): FoldedTexts {
    const known = this.#folded.get(column) ?? { padded: [], whole: new Set() };
    this.#folded.set(column, known);
    const isList = column === this.#index.texts.keywords;
    for (let at = known.padded.length; at < column.texts.length; at++) {
      const text = column.texts[at] ?? null;
      const names = text === null ? [] : isList ? (JSON.parse(text) as string[]) : [text];
      for (const name of names) known.whole.add(fold(name));
      known.padded.push(text === null ? '' : isList ? pad(names) : ` ${fold(text)} `);
    }
    return known;
  }
}

/** Every key of some names, each within spaces: no words go across two names. */
const pad = (names: readonly string[]): string => ` ${names.flatMap((name) => foldKeys(name)).join(' / ')} `;

/** Whether folded words stand whole in a padded text; Chinese stands within other characters. */
const isIn = (padded: string, keys: readonly string[]): boolean =>
  keys.some((key) => (HAN.test(key) && key.length > 1 ? padded.includes(key) : padded.includes(` ${key} `)));
