import { fold, foldForms, foldKeys } from '../../domain/fold.ts';
import { isGenericFolder } from '../../knowledge/labels/generic-folders.ts';
import { HAN } from '../../query/lexicon.ts';
import type { PhotoIndex } from './photo-index.ts';
import type { TextColumn } from './text-column.ts';

/** Where words were found, most reliable first. */
export type WordsField = 'keyword' | 'person' | 'caption' | 'place' | 'album' | 'folder' | 'name';

/** The photos that match some words, by ordinal; may include dead ordinals. */
export interface WordsMatch {
  /** Matched in a keyword, person, caption, place name or album name, or as the whole name of a folder or file. */
  readonly written: ReadonlySet<number>;
  /** Matched as part of the name of a folder or file. */
  readonly named: ReadonlySet<number>;
}

/** The searchable forms of the texts of a column. */
interface FoldedTexts {
  /** By text number; padded with a space at both ends. */
  readonly padded: string[];
  /** All lines of captions, and all single keywords, people and place names. */
  readonly whole: Set<string>;
}

/** Somebody in photos, by ordinal. */
interface BornPerson {
  /** YYYY-MM-DD */
  readonly birthday: string;
  readonly photos: readonly number[];
}

/** Number of texts whose matches are cached until the library changes. */
const REMEMBERED = 64;
const NONE: WordsMatch = { written: new Set(), named: new Set() };

/**
 * What a person types of the name that a camera gave a file, whose last number may go on: IMG_2014, DSC_01, but neither
 * a number alone nor jean-luc.
 */
const NAME_BEGINNING = /^\p{L}[\p{L}\d]*(?:[_-][\p{L}\d]+)*[_-]\d+$/u;

/** Finds whole words, in order, in all texts about the photos of a library: keywords, captions, albums, names. */
export class OwnerText {
  readonly #index: PhotoIndex;
  readonly #found = new Map<string, WordsMatch>();
  readonly #folded = new Map<TextColumn, FoldedTexts>();

  constructor(index: PhotoIndex) {
    this.#index = index;
  }

  /** Clears the caches; to be called when the library has changed. */
  forget(): void {
    this.#found.clear();
  }

  has(text: string): boolean {
    const { written, named } = this.of(text);
    return written.size > 0 || named.size > 0;
  }

  /** Whether a folded text equals a keyword, person, line of a caption, place name or album name. */
  isWhole(folded: string): boolean {
    const { texts, userData, people } = this.#index;
    return (
      [texts.keywords, texts.people, texts.caption, texts.placeNames].some((column) =>
        this.#foldedOf(column).whole.has(folded),
      ) || [...userData.albums, ...people].some(({ name }) => fold(name) === folded)
    );
  }

  /** Whether a text is a keyword, person, line of a caption, place name or album name, but for case and width. */
  isExactly(text: string): boolean {
    if (!this.isWhole(fold(text))) return false;
    const { texts, userData, people } = this.#index;
    const wanted = withoutCase(text);
    return (
      [texts.keywords, texts.people, texts.caption, texts.placeNames].some((column) =>
        column.texts.some(
          (one) => one !== null && this.#namesIn(column, one).some((name) => withoutCase(name) === wanted),
        ),
      ) || [...userData.albums, ...people].some(({ name }) => withoutCase(name) === wanted)
    );
  }

  /** Whether a folded text is the name of a folder, or of a file with or without its extension. */
  isFileOrFolder(folded: string): boolean {
    const isPart = (path: string): boolean => path.split('/').includes(folded);
    let isFile = false;
    this.#index.files.withWords(folded, (_, isStem) => {
      isFile ||= isStem;
    });
    return isFile || (!isGenericFolder(folded) && this.#index.files.directoriesWith(isPart).length > 0);
  }

  /** Whether a folded text is the name of a person. */
  isPerson(folded: string): boolean {
    const { texts, people } = this.#index;
    return this.#foldedOf(texts.people).whole.has(folded) || people.some(({ name }) => fold(name) === folded);
  }

  /** People with a birthday whose names have these words, whole and in this order; all for an empty text. */
  bornPeople(text: string): readonly BornPerson[] {
    const keys = foldKeys(text).filter((key) => key !== '');
    return this.#index.people.flatMap(({ name, birthday, photos }) =>
      birthday !== null && (text === '' || (keys.length > 0 && isIn(pad([name]), keys)))
        ? [{ birthday, photos }]
        : [],
    );
  }

  /** The photos that match these words. Case, accents, width, apostrophes and hyphens are ignored; see `fold`. */
  of(text: string): WordsMatch {
    const known = this.#found.get(text);
    if (known !== undefined) {
      // Now the last to be dropped.
      this.#found.delete(text);
      this.#found.set(text, known);
      return known;
    }
    const keys = keysOf(text).filter((key) => key !== '' && this.#mayHold(key));
    const match = this.#withBegun(text, keys.length === 0 ? NONE : this.#find(keys));
    this.#found.set(text, match);
    const [oldest = text] = this.#found.keys();
    if (this.#found.size > REMEMBERED) this.#found.delete(oldest);
    return match;
  }

  /** Adds the files whose names begin with a text, where it may be the beginning of one. */
  #withBegun(text: string, match: WordsMatch): WordsMatch {
    const begun = this.#begun(text);
    return begun.size === 0 ? match : { ...match, named: match.named.union(begun) };
  }

  #begun(text: string): ReadonlySet<number> {
    const ordinals = new Set<number>();
    if (NAME_BEGINNING.test(text))
      this.#index.files.beginningWith(fold(text), (ordinal) => ordinals.add(ordinal));
    return ordinals;
  }

  /** The most reliable field of a photo that matches the words; null if none does. */
  fieldOf(text: string, ordinal: number): WordsField | null {
    const { written, named } = this.of(text);
    if (!written.has(ordinal) && !named.has(ordinal)) return null;
    const { columns, texts, userData, people } = this.#index;
    const keys = keysOf(text);
    const holds = (column: TextColumn, number: number): boolean =>
      isIn(this.#foldedOf(column).padded[number] ?? '', keys);
    if (holds(texts.keywords, columns.keywords[ordinal] as number)) return 'keyword';
    if (holds(texts.people, columns.people[ordinal] as number)) return 'person';
    if (people.some(({ name, photos }) => isIn(pad([name]), keys) && photos.includes(ordinal)))
      return 'person';
    if (holds(texts.caption, columns.caption[ordinal] as number)) return 'caption';
    if (holds(texts.placeNames, columns.placeNames[ordinal] as number)) return 'place';
    if (userData.albums.some(({ name, photos }) => isIn(pad([name]), keys) && photos.includes(ordinal)))
      return 'album';
    let field: WordsField = this.#begun(text).has(ordinal) ? 'name' : 'folder';
    for (const key of keys)
      this.#index.files.withWords(key, (one) => {
        if (one === ordinal) field = 'name';
      });
    return field;
  }

  /** Whether some photo has every word of a text, which is known for the words of one search: else none has them in a row. */
  #mayHold(key: string): boolean {
    const words = key.split(' ');
    // Chinese also matches within words.
    return words.length === 1 || HAN.test(key) || this.#haveCommon(words);
  }

  #haveCommon(words: readonly string[]): boolean {
    // "DSC_01" is one word of a search: who looks for each of its own words finds every photo of a camera.
    const matches = words.flatMap((word) => this.#found.get(word) ?? []);
    const has = (ordinal: number): boolean =>
      matches.every(({ written, named }) => written.has(ordinal) || named.has(ordinal));
    const sizeOf = ({ written, named }: WordsMatch): number => written.size + named.size;
    const [fewest] = matches.toSorted((a, b) => sizeOf(a) - sizeOf(b));
    return fewest === undefined || fewest.written.values().some(has) || fewest.named.values().some(has);
  }

  #find(keys: readonly string[]): WordsMatch {
    const written = new Set<number>();
    const named = new Set<number>();
    const index = this.#index;
    const { columns } = index;
    for (const [column, numbers] of [
      [index.texts.keywords, columns.keywords],
      [index.texts.people, columns.people],
      [index.texts.caption, columns.caption],
      [index.texts.placeNames, columns.placeNames],
    ] as const) {
      const matches = this.#foldedOf(column).padded.map((text) => isIn(text, keys));
      if (matches.includes(true))
        for (let at = 0; at < index.count; at++) if (matches[numbers[at] as number] === true) written.add(at);
    }
    for (const { name, photos } of [...index.userData.albums, ...index.people])
      if (isIn(pad([name]), keys)) for (const ordinal of photos) written.add(ordinal);
    // Most paths contain none of the words.
    const paths = index.files
      .directoriesWith((path) => keys.some((key) => path.includes(key)))
      .map(([row, path]) => [row, path.split('/').filter((part) => !isGenericFolder(part))] as const);
    const inPaths = (holds: (path: readonly string[]) => boolean, found: Set<number>): void =>
      index.files.inRows(new Set(paths.filter(([, path]) => holds(path)).map(([row]) => row)), (ordinal) =>
        found.add(ordinal),
      );
    inPaths((path) => path.some((part) => keys.includes(part)), written);
    inPaths((path) => isIn(` ${path.join(' / ')} `, keys), named);
    for (const key of keys)
      index.files.withWords(key, (ordinal, isStem) => void (isStem ? written : named).add(ordinal));
    return { written, named };
  }

  #isList(column: TextColumn): boolean {
    return column !== this.#index.texts.caption;
  }

  /** The names of a list, or the lines of a caption. */
  #namesIn(column: TextColumn, text: string): string[] {
    return this.#isList(column) ? (JSON.parse(text) as string[]) : text.split('\n');
  }

  /** Folds only new texts, because texts are only ever appended to a column. */
  #foldedOf(column: TextColumn): FoldedTexts {
    const known = this.#folded.get(column) ?? { padded: [], whole: new Set() };
    this.#folded.set(column, known);
    const isList = this.#isList(column);
    for (let at = known.padded.length; at < column.texts.length; at++) {
      const text = column.texts[at] ?? null;
      const names = text === null ? [] : this.#namesIn(column, text);
      for (const name of names) known.whole.add(fold(name));
      known.padded.push(
        text === null ? '' : isList ? pad(names) : ` ${names.flatMap(foldForms).join(' / ')} `,
      );
    }
    return known;
  }
}

const POSSESSIVE = /(?<=\p{L})['’‘]s$/iu;

/** The fold keys of words that are looked for: "Anna's" also means Anna. */
const keysOf = (text: string): readonly string[] =>
  POSSESSIVE.test(text) ? [...foldKeys(text), ...foldKeys(text.replace(POSSESSIVE, ''))] : foldKeys(text);

const withoutCase = (text: string): string => text.normalize('NFKC').toLowerCase().trim();

/** The fold keys of some names, separated so that no words match across two names. */
const pad = (names: readonly string[]): string => ` ${names.flatMap((name) => foldKeys(name)).join(' / ')} `;

/** Whether a padded text contains folded words as whole words; Chinese matches anywhere. */
const isIn = (padded: string, keys: readonly string[]): boolean =>
  keys.some((key) => (HAN.test(key) && key.length > 1 ? padded.includes(key) : padded.includes(` ${key} `)));
