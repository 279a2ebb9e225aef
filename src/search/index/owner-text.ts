import { fold, foldedWords, foldForms, foldKeys } from '../../domain/fold.ts';
import { findLabels } from '../../knowledge/labels/find.ts';
import { isGivenFolder, isStorageFolder } from '../../knowledge/labels/given-names.ts';
import { AMBIGUOUS_FILLERS, FOREIGN_FILLERS } from '../../query/foreign-fillers.ts';
import { stateOf } from '../../query/interpretations-of.ts';
import { HAN, isSmallWord } from '../../query/lexicon.ts';
import { isEnglishWord } from '../suggestions/known-words.ts';
import { commonBeginning } from './folded-names.ts';
import { genitiveOf } from './owner-in-genitive.ts';
import type { PhotoIndex } from './photo-index.ts';
import type { TextColumn } from './text-column.ts';
import { keysOf, namedInFull, otherForms } from './word-forms.ts';

/** Where words were found, most reliable first. */
export type WordsField = 'keyword' | 'person' | 'caption' | 'place' | 'album' | 'label' | 'folder' | 'name';

/** The photos that match some words, by ordinal; may include dead ordinals. */
export interface WordsMatch {
  /**
   * Matched in a keyword, person, caption, place name, album name or label of the user's own, or as the whole name of a
   * folder or file.
   */
  readonly written: ReadonlySet<number>;
  /** Matched as part of a name that the owner gave to a folder or file. */
  readonly named: ReadonlySet<number>;
  /** Matched as part of a name that a program gave to a file. */
  readonly given: ReadonlySet<number>;
}

/** The searchable forms of the texts of a column. */
interface FoldedTexts {
  /** By text number; padded with a space at both ends. */
  readonly padded: string[];
  /** All lines of captions, and all single keywords, people and place names. */
  readonly whole: Set<string>;
}

/** A name and its photos, by ordinal. */
interface NamedOrdinals {
  readonly name: string;
  readonly photos: readonly number[];
}

/** Somebody in photos, by ordinal. */
interface BornPerson {
  /** YYYY-MM-DD */
  readonly birthday: string;
  readonly photos: readonly number[];
}

/** Number of texts whose matches are cached until the library changes. */
const REMEMBERED = 64;
const NONE: WordsMatch = { written: new Set(), named: new Set(), given: new Set() };
/** Of texts that are looked for exactly, in the cache; no text begins with it. */
const EXACT = '\0';

/** The keys that words are looked for by. */
interface WantedKeys {
  /** Of the words as typed. */
  readonly own: readonly string[];
  /** Those and their other forms, which names of people and places do not have. */
  readonly all: readonly string[];
}

/**
 * What a person types of the name that a camera gave a file, whose last number may go on: IMG_2014, DSC_01, but neither
 * a number alone nor jean-luc.
 */
const NAME_BEGINNING = /^\p{L}[\p{L}\d]*(?:[_-][\p{L}\d]+)*[_-]\d+$/u;

/** Finds whole words, in order, in all texts about the photos of a library: keywords, captions, albums, names. */
export class OwnerText {
  readonly #index: PhotoIndex;
  readonly #found = new Map<string, WordsMatch>();
  readonly #genitives = new Map<string, readonly string[]>();
  readonly #folded = new Map<TextColumn, FoldedTexts>();

  constructor(index: PhotoIndex) {
    this.#index = index;
  }

  /** Clears the caches; to be called when the library has changed. */
  forget(): void {
    this.#found.clear();
    this.#genitives.clear();
  }

  has(text: string): boolean {
    const { written, named, given } = this.of(text);
    return written.size > 0 || named.size > 0 || given.size > 0;
  }

  /**
   * Whether somebody wrote these words: they do not only stand in names that programs gave.
   * @param isExact as of `of`
   */
  isWritten(text: string, isExact = false): boolean {
    const { written, named } = this.of(text, isExact);
    return written.size > 0 || named.size > 0;
  }

  /**
   * The photos without a date that have a word in a keyword, their caption, the name of an album or, among words of a
   * person, the name of their file ("Scan 1938 Grandma"; in "IMG_1938" it counts the photos). By ordinal.
   */
  undatedWith(word: string): ReadonlySet<number> {
    const { texts, columns, userData, count } = this.#index;
    const found = new Set<number>();
    const keys = [word];
    for (const [column, numbers] of [
      [texts.keywords, columns.keywords],
      [texts.caption, columns.caption],
    ] as const) {
      const matches = this.#foldedOf(column).padded.map(finderOf(keys));
      if (matches.includes(true))
        for (let at = 0; at < count; at++) if (matches[numbers[at] as number] === true) found.add(at);
    }
    for (const { name, photos } of userData.albums)
      if (isIn(pad([name]), keys)) for (const ordinal of photos) found.add(ordinal);
    this.#index.files.withWords(keys, (ordinal, how) => {
      if (how === 'part') found.add(ordinal);
    });
    for (const ordinal of found) if (columns.monthDay[ordinal] !== 0) found.delete(ordinal);
    return found;
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
    this.#index.files.withWords([folded], (_, how) => {
      isFile ||= how === 'whole';
    });
    return isFile || (!isNoName(folded) && this.#index.files.directoriesWith(isPart).length > 0);
  }

  /** Whether a folded text is the whole name of somebody or something: of a label of the user's own, too. */
  isName(folded: string): boolean {
    const isLabel = this.#index.userData.customLabels.some(({ name }) => fold(name) === folded);
    return isLabel || this.isWhole(folded) || this.isFileOrFolder(folded);
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

  /**
   * The photos that match these words. Case, accents, width, apostrophes and hyphens are ignored; see `fold`.
   * @param isExact not the plural of a word that is typed in the singular, and no other form of it
   */
  of(text: string, isExact = false): WordsMatch {
    const name = isExact ? `${EXACT}${text}` : text;
    const known = this.#found.get(name);
    if (known !== undefined) {
      // Now the last to be dropped.
      this.#found.delete(name);
      this.#found.set(name, known);
      return known;
    }
    const keys = this.#keysFor(text, isExact);
    const match = this.#withBegun(text, keys.all.length === 0 ? NONE : this.#find(text, keys));
    this.#found.set(name, match);
    const [oldest = name] = this.#found.keys();
    if (this.#found.size > REMEMBERED) this.#found.delete(oldest);
    return match;
  }

  #keysFor(text: string, isExact: boolean): WantedKeys {
    const isWanted = (key: string): boolean => key !== '' && this.#mayHold(key);
    const own = keysOf(text).filter(isWanted);
    if (isExact) return { own, all: own };
    const others = [...otherForms(text), ...this.#genitivesOf(text)].filter(isWanted);
    return { own, all: [...new Set([...own, ...others])] };
  }

  /** What is of somebody or something of this name: "Annas Hund". */
  #genitivesOf(text: string): readonly string[] {
    const known = this.#genitives.get(text);
    if (known !== undefined) return known;
    const folded = fold(text);
    const isSmall = isSmallWord(text) || FOREIGN_FILLERS.has(folded) || AMBIGUOUS_FILLERS.has(folded);
    const found = isSmall
      ? []
      : foldForms(text).flatMap((form) => genitiveOf(form, (words) => this.isName(words)) ?? []);
    if (this.#genitives.size >= REMEMBERED) this.#genitives.clear();
    this.#genitives.set(text, found);
    return found;
  }

  /** Adds the files whose names begin with a text, where it may be the beginning of one. */
  #withBegun(text: string, match: WordsMatch): WordsMatch {
    const begun = this.#begun(text);
    return begun.size === 0 ? match : { ...match, given: match.given.union(begun) };
  }

  #begun(text: string): ReadonlySet<number> {
    const ordinals = new Set<number>();
    if (NAME_BEGINNING.test(text))
      this.#index.files.beginningWith(fold(text), (ordinal) => ordinals.add(ordinal));
    return ordinals;
  }

  /** The most reliable field of a photo that matches the words; null if none does. */
  fieldOf(text: string, ordinal: number, isExact = false): WordsField | null {
    const { written, named, given } = this.of(text, isExact);
    if (![written, named, given].some((found) => found.has(ordinal))) return null;
    const { columns, texts, userData, people } = this.#index;
    const { own, all } = this.#keysFor(text, isExact);
    const holds = (column: TextColumn, number: number, keys = all): boolean =>
      isIn(this.#foldedOf(column).padded[number] ?? '', keys);
    const isOf = (named: readonly NamedOrdinals[], keys = all): boolean =>
      named.some(({ name, photos }) => isIn(pad([name]), keys) && photos.includes(ordinal));
    if (holds(texts.keywords, columns.keywords[ordinal] as number)) return 'keyword';
    if (holds(texts.people, columns.people[ordinal] as number, own) || isOf(people, own)) return 'person';
    if (holds(texts.caption, columns.caption[ordinal] as number)) return 'caption';
    if (holds(texts.placeNames, columns.placeNames[ordinal] as number, own)) return 'place';
    if (isOf(userData.albums)) return 'album';
    if (isOf(this.#ownLabelsBut(text))) return 'label';
    let field: WordsField = this.#begun(text).has(ordinal) ? 'name' : 'folder';
    this.#index.files.withWords(all, (one) => {
      if (one === ordinal) field = 'name';
    });
    return field;
  }

  /** The labels of the user's own with the photos that have them; without those that a text names in full. */
  #ownLabelsBut(text: string): NamedOrdinals[] {
    const { customLabels, corrections } = this.#index.userData;
    if (customLabels.length === 0) return [];
    const isInFull = namedInFull(text);
    return customLabels
      .filter(({ name }) => !isInFull(name))
      .map(({ key, name }) => ({
        name,
        photos: [...(corrections.get(key) ?? [])].flatMap(([ordinal, applies]) => (applies ? [ordinal] : [])),
      }));
  }

  /** Whether some photo has every word of a text, which is known for the words of one search: else none has them in a row. */
  #mayHold(key: string): boolean {
    const words = key.split(' ');
    // Chinese also matches within words; a folder that a program named is found by all of its words alone.
    return words.length === 1 || HAN.test(key) || isGivenFolder(key) || this.#haveCommon(words);
  }

  #haveCommon(words: readonly string[]): boolean {
    // "DSC_01" is one word of a search: who looks for each of its own words finds every photo of a camera.
    const matches = words.flatMap((word) => this.#found.get(word) ?? []);
    const setsOf = ({ written, named, given }: WordsMatch): ReadonlySet<number>[] => [written, named, given];
    const has = (ordinal: number): boolean =>
      matches.every((match) => setsOf(match).some((set) => set.has(ordinal)));
    const sizeOf = (match: WordsMatch): number => setsOf(match).reduce((sum, { size }) => sum + size, 0);
    const [fewest] = matches.toSorted((a, b) => sizeOf(a) - sizeOf(b));
    return fewest === undefined || setsOf(fewest).some((set) => set.values().some(has));
  }

  #find(text: string, { own, all }: WantedKeys): WordsMatch {
    const written = new Set<number>();
    const index = this.#index;
    const { columns } = index;
    for (const [column, numbers, keys] of [
      [index.texts.keywords, columns.keywords, all],
      [index.texts.people, columns.people, own],
      [index.texts.caption, columns.caption, all],
      [index.texts.placeNames, columns.placeNames, own],
    ] as const) {
      const matches = this.#foldedOf(column).padded.map(finderOf(keys));
      if (matches.includes(true))
        for (let at = 0; at < index.count; at++) if (matches[numbers[at] as number] === true) written.add(at);
    }
    for (const [named, keys] of [
      [index.people, own],
      [index.userData.albums, all],
      [this.#ownLabelsBut(text), all],
    ] as const)
      for (const { name, photos } of named)
        if (isIn(pad([name]), keys)) for (const ordinal of photos) written.add(ordinal);
    return this.#withNames(all, written);
  }

  /** Adds what the names of folders and files match. */
  #withNames(keys: readonly string[], written: Set<number>): WordsMatch {
    const { files } = this.#index;
    const [named, given] = [new Set<number>(), new Set<number>()];
    // Most paths contain none of the words.
    const paths = files
      .directoriesWith((path) => keys.some((key) => path.includes(key)))
      .map(([row, path]) => [row, path.split('/')] as const);
    const inPaths = (holds: (path: readonly string[]) => boolean, found: Set<number>): void =>
      files.inRows(new Set(paths.filter(([, path]) => holds(path)).map(([row]) => row)), (ordinal) =>
        found.add(ordinal),
      );
    inPaths((path) => path.some((part) => keys.includes(part) && !isNoName(part)), written);
    // Of a name that a program gave, a part is no word about the photos.
    inPaths((path) => isIn(` ${path.filter((part) => !isGivenFolder(part)).join(' / ')} `, keys), named);
    const sets = { whole: written, part: named, given };
    files.withWords(keys, (ordinal, how) => void sets[how].add(ordinal));
    return { written, named, given };
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

/** Whether the folded name of a folder that a program gave is a word of another meaning: "camera", "photos", "downloads". */
const isNoName = (name: string): boolean =>
  isGivenFolder(name) &&
  !isStorageFolder(name) &&
  (findLabels(name).length > 0 || isEnglishWord(name) || isSmallWord(name) || stateOf(name) !== null);

const withoutCase = (text: string): string => text.normalize('NFKC').toLowerCase().trim();

/** The fold keys of some names, separated so that no words match across two names. */
const pad = (names: readonly string[]): string => ` ${names.flatMap((name) => foldKeys(name)).join(' / ')} `;

/** As `isIn`, for many texts: most have not even the beginning that all keys have in common ("pupp"). */
function finderOf(keys: readonly string[]): (padded: string) => boolean {
  const beginning = keys.some((key) => HAN.test(key)) ? '' : ` ${commonBeginning(keys)}`;
  return (padded) => padded.includes(beginning) && isIn(padded, keys);
}

/** Whether a padded text contains folded words as whole words; Chinese matches anywhere, one character as a word. */
const isIn = (padded: string, keys: readonly string[]): boolean =>
  keys.some((key) => {
    if (!HAN.test(key)) return padded.includes(` ${key} `);
    return padded.includes(key) && (key.length > 1 || foldedWords(padded).includes(key));
  });
