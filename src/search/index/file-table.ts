import { fold, foldedWords, foldForms } from '../../domain/fold.ts';
import { displayPath } from '../../domain/path-bytes.ts';
import { FORMATS } from '../../domain/photo-format.ts';
import {
  canBeOfProgram,
  isGivenFile,
  SCREENSHOT,
  withNumbersApart,
} from '../../knowledge/labels/given-names.ts';
import { nameHints } from '../../knowledge/labels/name-hints.ts';
import type { DirectoryRow, IndexedFile } from '../../store/library-rows.ts';
import { FoldedNames, type FoldedNamesState, foldedName } from './folded-names.ts';
import type { NothingLeft } from './nothing-left.ts';
import { grown, roomFor } from './photo-columns.ts';
import { type StackPhotos, Stacks, stackKey, stacksOf } from './photo-stacks.ts';
import type { Slabs } from './slabs.ts';

/** The folded path of a directory; `searched` has the other forms of its names as further parts. */
interface DirectoryPath {
  readonly path: string;
  readonly searched: string;
}

/** One character is looked for as a word: 山 is not in 中山公园. */
const ONE_HAN = /^\p{Script=Han}$/u;

/** Extensions stand in names as words do. */
const EXTENSIONS: ReadonlySet<string> = new Set(
  Object.values(FORMATS).flatMap(({ extensions, rareExtensions }) => [...extensions, ...rareExtensions]),
);

/** Words in the name of a file: all of it but the extension, a part, or a part of a name that a program gave. */
export type NameMatch = 'whole' | 'part' | 'given';

/** What is kept of a table of files; see `IndexState`. */
export interface FileTableState {
  readonly names: FoldedNamesState;
  readonly ordinalOfFile: Int32Array<ArrayBuffer>;
  readonly directoryOfFile: Uint32Array<ArrayBuffer>;
  readonly directories: ReadonlyMap<number, DirectoryPath>;
  readonly raws: Int32Array<ArrayBuffer>;
  readonly leads: Int32Array<ArrayBuffer>;
}

/** All forms in which a name of a folder is looked for. */
function searchedForms(name: string): string[] {
  const forms = foldForms(name);
  return [...new Set([...forms, ...forms.map(withNumbersApart)])];
}

/** The files of photos: the folded name, the photo and the directory of each. */
export class FileTable {
  readonly #names: FoldedNames;
  /** -1: the photo of the file cannot be found, for example because it has a problem. */
  #ordinalOfFile = new Int32Array(0);
  #directoryOfFile = new Uint32Array(0);
  /** Of directory and name without extension, negative for a file that is not there: photo-stacks.ts. */
  #keyOfFile = new Float64Array(0);
  #stacks = new Stacks();
  #count = 0;
  /** Name hints of directories, by row id. */
  #directoryHints = new Map<number, number>();
  /** By row id. */
  #directories = new Map<number, DirectoryPath>();

  constructor(slabs: Slabs) {
    this.#names = new FoldedNames(slabs);
  }

  get count(): number {
    return this.#count;
  }

  get state(): FileTableState {
    return {
      names: this.#names.state,
      ordinalOfFile: this.#ordinalOfFile.subarray(0, this.#count),
      directoryOfFile: this.#directoryOfFile.subarray(0, this.#count),
      directories: this.#directories,
      raws: this.#stacks.raws,
      leads: this.#stacks.leads,
    };
  }

  /**
   * Takes the files of a state; there must be none yet. The keys of names are not kept, which are random: stacks cannot
   * be derived again.
   */
  restore({
    names,
    ordinalOfFile,
    directoryOfFile,
    directories,
    raws,
    leads,
    ...others
  }: FileTableState): void {
    others satisfies NothingLeft;
    this.#names.restore(names);
    this.#ordinalOfFile = ordinalOfFile;
    this.#directoryOfFile = directoryOfFile;
    this.#count = ordinalOfFile.length;
    this.#directories = new Map(directories);
    this.#stacks = new Stacks(raws, leads);
  }

  reserve(needed: number): void {
    if (needed <= this.#ordinalOfFile.length) return;
    const room = roomFor(needed);
    this.#names.reserve(room);
    this.#ordinalOfFile = grown(this.#ordinalOfFile, room);
    this.#directoryOfFile = grown(this.#directoryOfFile, room);
    this.#keyOfFile = grown(this.#keyOfFile, room);
  }

  setDirectories(rows: readonly DirectoryRow[]): void {
    this.#directories = new Map();
    this.#directoryHints = new Map();
    for (const { id, folderPath, path } of rows) {
      // Only the folder's own name is searched, not its parents: otherwise every photo would match "home".
      const folder = displayPath(folderPath).split(/[/\\]/u).filter(Boolean).at(-1) ?? '';
      const names = [folder, ...displayPath(path).split('/').filter(Boolean)];
      const folded = names.map(fold);
      this.#directories.set(id, { path: folded.join('/'), searched: names.flatMap(searchedForms).join('/') });
      this.#directoryHints.set(id, nameHints(folded.at(-1) ?? ''));
    }
  }

  /** Adds a file with the id of its photo; `setOrdinals` replaces the id. @returns its name hints */
  add({ photo, directory, name, missing }: IndexedFile): number {
    const folded = foldedName(displayPath(name));
    const file = this.#names.add(folded);
    this.reserve(file + 1);
    this.#ordinalOfFile[file] = photo;
    this.#directoryOfFile[file] = directory;
    this.#keyOfFile[file] = stackKey(directory, name) * (missing === 1 ? -1 : 1);
    this.#count = file + 1;
    return nameHints(folded) | (this.#directoryHints.get(directory) ?? 0);
  }

  /**
   * Replaces the photo ids of the files from `first` on by ordinals.
   * @param ordinals ordinal of a photo plus one, by photo id
   */
  setOrdinals(first: number, ordinals: Int32Array): void {
    for (let file = first; file < this.#count; file++)
      this.#ordinalOfFile[file] = (ordinals[this.#ordinalOfFile[file] as number] ?? 0) - 1;
  }

  /** RAW photos that are shown as the developed picture beside them. */
  get stacks(): Stacks {
    return this.#stacks;
  }

  /** Derives the stacks again from the names of the files. */
  deriveStacks(photos: StackPhotos): void {
    const files = { count: this.#count, ordinals: this.#ordinalOfFile, keys: this.#keyOfFile };
    this.#stacks = stacksOf(files, photos);
  }

  /** The photo that a file is found as; -1 if its photo cannot be found. */
  #shown(file: number): number {
    return this.#stacks.shown(this.#ordinalOfFile[file] as number);
  }

  /**
   * Calls `each` with the ordinal of every file in the directories whose folded path, alone or with the other forms of its
   * names, satisfies `holds`.
   */
  inDirectories(holds: (path: string) => boolean, each: (ordinal: number) => void): void {
    const wanted = new Set<number>();
    for (const [row, { path, searched }] of this.#directories)
      if (holds(searched) || holds(path)) wanted.add(row);
    this.inRows(wanted, each);
  }

  /** Row id and folded path, with the other forms of its names, of every directory whose folded path satisfies `holds`. */
  directoriesWith(holds: (path: string) => boolean): (readonly [row: number, path: string])[] {
    const found: (readonly [number, string])[] = [];
    for (const [row, { searched }] of this.#directories) if (holds(searched)) found.push([row, searched]);
    return found;
  }

  /** Calls `each` with the ordinal of every file in these directories. */
  inRows(wanted: ReadonlySet<number>, each: (ordinal: number) => void): void {
    if (wanted.size === 0) return;
    for (let file = 0; file < this.#count; file++) {
      const ordinal = this.#shown(file);
      if (ordinal >= 0 && wanted.has(this.#directoryOfFile[file] as number)) each(ordinal);
    }
  }

  /** Calls `each` with the ordinal of every file whose name contains a folded text. */
  withName(text: string, each: (ordinal: number) => void): void {
    this.#names.eachWith(text, (file) => {
      const ordinal = this.#shown(file);
      if (ordinal >= 0) each(ordinal);
    });
  }

  /** Calls `each` with every word of letters in the names of files, folded, without extensions, and how often it is there. */
  eachWord(each: (word: string, count: number) => void): void {
    for (const [word, count] of this.#names.wordCounts()) if (!EXTENSIONS.has(word)) each(word, count);
  }

  /** Calls `each` with the ordinal of every file whose name begins with a folded text. */
  beginningWith(text: string, each: (ordinal: number) => void): void {
    for (const file of this.#names.beginningWith(text)) {
      const ordinal = this.#shown(file);
      if (ordinal >= 0) each(ordinal);
    }
  }

  /**
   * Calls `each` with the ordinal of every file whose name contains one of some folded texts, as whole words in this
   * order.
   */
  withWords(texts: readonly string[], each: (ordinal: number, how: NameMatch) => void): void {
    const ofPrograms = new Map(texts.map((words) => [words, canBeOfProgram(words)]));
    for (const { name, words, isStem } of this.#names.withAnyWords(texts)) {
      const ordinal = this.#shown(name);
      if (ordinal < 0 || (ONE_HAN.test(words) && !foldedWords(this.#names.nameOf(name)).includes(words)))
        continue;
      const isGiven = !isStem && this.#isGiven(name, ofPrograms.get(words) === true);
      each(ordinal, isStem ? 'whole' : isGiven ? 'given' : 'part');
    }
  }

  /** Whether a program gave a file its name. @param isOfProgram whether the words that it was found by can be a program's */
  #isGiven(file: number, isOfProgram: boolean): boolean {
    return (isOfProgram || this.#names.beginsWith(file, SCREENSHOT)) && isGivenFile(this.#names.nameOf(file));
  }

  /**
   * Number of files in each directory, by folded path.
   * @param alive by ordinal: 1 if the photo can be found
   */
  directoryCounts(alive: Uint8Array): Map<string, number> {
    const rows = new Map<number, number>();
    for (let file = 0; file < this.#count; file++) {
      if (alive[this.#ordinalOfFile[file] as number] !== 1) continue;
      const row = this.#directoryOfFile[file] as number;
      rows.set(row, (rows.get(row) ?? 0) + 1);
    }
    const counts = new Map<string, number>();
    for (const [row, count] of rows) {
      const path = this.#directories.get(row)?.path ?? '';
      counts.set(path, (counts.get(path) ?? 0) + count);
    }
    return counts;
  }
}
