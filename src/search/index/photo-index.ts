import { APPEARANCE, CELLS, isAppearance } from '../../domain/appearance.ts';
import type { LabelId } from '../../domain/label.ts';
import type { MemoryExclusion } from '../../domain/memory.ts';
import { dateRankOf } from '../../domain/metadata.ts';
import type { Turn } from '../../domain/photo-edit.ts';
import { PHOTO_FORMATS } from '../../domain/photo-format.ts';
import { EMBEDDING_SCALE, EMBEDDING_SIZE, PHRASE_SCALE, PHRASE_SIZE } from '../../domain/prediction.ts';
import type { CustomLabel } from '../../domain/user-data.ts';
import type { PlaceKey } from '../../knowledge/places/place.ts';
import { placesAt } from '../../knowledge/places/places-at.ts';
import type { AlbumRow } from '../../store/imported-albums.ts';
import { eachLabel } from '../../store/label-bytes.ts';
import type { LibraryReader } from '../../store/library-reader.ts';
import type { ChangePoint, IndexedFile, IndexedPhoto } from '../../store/library-rows.ts';
import { columnsWith, type TextColumnName } from '../../store/metadata-columns.ts';
import type { EditedRow } from '../../store/photo-edits.ts';
import { AddedEmbeddings } from '../image-text/added-embeddings.ts';
import type { AnsweringPack } from '../image-text/answering-pack.ts';
import type { EmbeddingTable } from '../similarity/embedding-table.ts';
import { facesOf } from './face-kinds.ts';
import { FileTable } from './file-table.ts';
import { LazyEmbeddings } from './lazy-embeddings.ts';
import { LentMetadata } from './lent-metadata.ts';
import { isFilmOfPicture } from './live-photos.ts';
import { newestFirst } from './newest-first.ts';
import {
  columnsFor,
  DAMAGED,
  grown,
  LABELLED,
  MISSING,
  NO_COLOUR,
  NO_SMALL,
  OWN_DATE,
  type PhotoColumns,
  PLACED,
  roomFor,
  YEAR_ALONE,
} from './photo-columns.ts';
import { isFilmNumber, isRawNumber } from './photo-stacks.ts';
import { PhotoText } from './photo-text.ts';
import { Postings } from './postings.ts';
import { Slabs } from './slabs.ts';
import { TextColumn } from './text-column.ts';

/** Photos that a search finds only where it asks for them: those that are not there, and those that the user hid. */
export interface HiddenStates {
  readonly missing: boolean;
  readonly hidden: boolean;
}

/** Bits in the same byte as the name hints of a photo's files: it has a file, and one that is there. */
const HAS_FILE = 1;
const HAS_FILE_HERE = 2;

/** Coordinates are rounded to 1/100 of a degree (about 1 km) before their places are looked up. */
const PARTS_OF_DEGREE = 100;

/** Columns of metadata, by how they are in memory: src/store/metadata-columns.ts. */
const NUMBERS = columnsWith({ memory: 'number' });
const SMALL_NUMBERS = columnsWith({ memory: 'small' });
const NAMES = columnsWith({ as: 'name', memory: 'text' });
const TEXTS = [
  ...columnsWith({ as: 'text', memory: 'text' }),
  ...columnsWith({ as: 'list', memory: 'text' }),
];

const setNumber = (column: Float64Array, ordinal: number, value: number | null): void => {
  column[ordinal] = value ?? Number.NaN;
};

/** An empty column of texts for each column of metadata that holds their numbers. */
function textColumns(): Readonly<Record<TextColumnName, TextColumn>> {
  const columns = [...NAMES, ...TEXTS].map((name) => [name, new TextColumn()] as const);
  // The compiler cannot follow a loop over names.
  return Object.fromEntries(columns) as Readonly<Record<TextColumnName, TextColumn>>;
}

/** The ordinals with a 1 in the column; the same array if all have. */
const only = (ordinals: Uint32Array<ArrayBuffer>, column: Uint8Array): Uint32Array<ArrayBuffer> =>
  ordinals.some((ordinal) => column[ordinal] === 0)
    ? ordinals.filter((ordinal) => column[ordinal] === 1)
    : ordinals;

const NONE: ReadonlySet<number> = new Set();

const SIGNATURE = { size: EMBEDDING_SIZE, scale: EMBEDDING_SCALE };
const PHRASE = { size: PHRASE_SIZE, scale: PHRASE_SCALE };

/**
 * The in-memory index of a library: columns of numbers by ordinal, about 180 bytes per photo without the two
 * embeddings. `refresh` follows the library: a changed photo is appended, and its old ordinal becomes dead.
 */
export class PhotoIndex {
  readonly #reader: LibraryReader;
  #version = -1;
  #revision = 0;
  #point: ChangePoint | null = null;
  #userDataRevision = -1;
  #count = 0;
  #dead = 0;
  #capacity = 0;
  #columns = columnsFor(0);
  #colours = new Uint8Array(0);
  /** Ordinal plus one, by photo id. */
  #ordinals = new Int32Array(0);
  #slabs = new Slabs();
  #postings: (Postings | undefined)[] = [];
  #labelNumbers = new Map<LabelId, number>();
  #equipment = new Map<number, string>();

  /** The texts of the metadata columns that hold numbers of texts. */
  readonly texts = textColumns();
  readonly #places: (readonly PlaceKey[])[] = [[]];
  /** Where each list of places was looked up, in degrees; null for number 0. */
  readonly placePoints: ({ readonly latitude: number; readonly longitude: number } | null)[] = [null];
  readonly #placeNumbers = new Map<number, number>();
  #files = new FileTable(this.#slabs);
  readonly #lent = new LentMetadata();
  /** Whether any photo is a RAW or a film, or was. */
  #hasStacked = false;
  #text = new PhotoText(this.#slabs);
  /** By photo id, while files and photos are read: 0 without a file, else the bits above and the name hints. */
  #filed = new Uint8Array(0);
  /** Ordinals of all current photos, newest photo first. */
  #order = new Uint32Array(0);
  /** Their places in it, by ordinal. */
  #ranks = new Uint32Array(0);
  /** The same without those that are missing or in a stack. */
  #newest = new Uint32Array(0);
  /** The same with missing photos. Each is the array before it, if it has the same photos. */
  #newestKnown = new Uint32Array(0);
  /** How far photos are turned that the user turned, and those that the user hid, by ordinal. */
  #turns = new Map<number, Turn>();
  #hidden = new Set<number>();
  /** The photos that count in searches which ask for hidden states, by what else they ask for. */
  readonly #counted = new Map<string, Uint8Array>();
  /** What the user said is no face: the boxes as one text, by photo id. */
  #deniedFaces: ReadonlyMap<number, string> = new Map();

  // Read separately, because most searches only compare phrases, and a million embeddings take 260 MB.
  readonly #embeddings: LazyEmbeddings;
  readonly #phrases: LazyEmbeddings;
  #added: AddedEmbeddings | null = null;

  /** Corrections by label and ordinal. */
  corrections: ReadonlyMap<LabelId, ReadonlyMap<number, boolean>> = new Map();
  /** Labels whose corrections change only the photos that are corrected. */
  steadyLabels: ReadonlySet<LabelId> = new Set();
  favourites: ReadonlySet<number> = new Set();
  /** Their photos by ordinal, in their order by hand. */
  albums: readonly AlbumRow[] = [];
  customLabels: readonly CustomLabel[] = [];
  /** What the user does not want to see among memories. */
  memoryExclusions: readonly MemoryExclusion[] = [];
  /** People with a name that faces were found of, or given: their ordinals. */
  people: readonly {
    readonly name: string;
    /** YYYY-MM-DD; null: not known. */
    readonly birthday: string | null;
    readonly isHidden: boolean;
    readonly photos: readonly number[];
  }[] = [];

  constructor(reader: LibraryReader) {
    this.#reader = reader;
    this.#embeddings = new LazyEmbeddings(SIGNATURE, (photos) => reader.embeddings('signature', photos));
    this.#phrases = new LazyEmbeddings(PHRASE, (photos) => reader.embeddings('phrase', photos));
  }

  /** Reads the changes of the library. @returns true if there were any */
  refresh(): boolean {
    const version = this.#reader.dataVersion();
    if (version === this.#version) return false;
    this.#reader.snapshot(() => {
      this.#revision = this.#reader.revision();
      const { point, photos } = this.#reader.changesAfter(this.#point);
      const tooManyDead = this.#dead + (photos?.length ?? 0) > 10_000 + this.#count / 5;
      const changed = photos === null || tooManyDead ? null : photos;
      if (changed === null) this.#clear();
      if (changed === null || changed.length > 0) this.#read(changed);
      this.#point = point;
      const userDataRevision = this.#reader.userDataRevision();
      if (changed === null || changed.length > 0 || userDataRevision !== this.#userDataRevision)
        this.#readUserData();
      this.#userDataRevision = userDataRevision;
    });
    this.#version = version;
    return true;
  }

  /** Revision of the library that the index reflects. */
  get revision(): number {
    return this.#revision;
  }

  /** Incremented by every change of user data. */
  get userDataRevision(): number {
    return this.#userDataRevision;
  }

  /** Number of ordinals, including dead ones. */
  get count(): number {
    return this.#count;
  }

  /** Number of photos that can be found. */
  get photos(): number {
    return this.#newest.length;
  }

  get columns(): PhotoColumns {
    return this.#columns;
  }

  /** Colours of the appearance, CELLS bytes per ordinal; zeros if unknown. */
  get colours(): Uint8Array {
    return this.#colours;
  }

  isAppearanceKnown(ordinal: number): boolean {
    return this.#colours[ordinal * CELLS] !== 0;
  }

  /** Ordinals of the photos that can be found, as `newestFirst` orders them. */
  get newest(): Uint32Array {
    return this.#newest;
  }

  /** Ordinals of all current photos, whether or not they can be found, as `newestFirst` orders them. */
  get order(): Uint32Array {
    return this.#order;
  }

  /** Places in `order`, by ordinal; without meaning for dead ordinals. */
  get ranks(): Uint32Array {
    return this.#ranks;
  }

  /** By ordinal: 1 for the photos that count in a search, with those of the hidden states that it asks for. */
  countedWith({ missing, hidden }: HiddenStates): Uint8Array {
    const { alive, known } = this.#columns;
    if (!missing && !hidden) return alive;
    const key = `${missing} ${hidden}`;
    const counted =
      this.#counted.get(key) ??
      known.map((is, ordinal) =>
        (!missing && this.isMissing(ordinal)) || (!hidden && this.isHidden(ordinal)) ? 0 : is,
      );
    this.#counted.set(key, counted);
    return counted;
  }

  /** Their ordinals, as `newestFirst` orders them. */
  newestWith(states: HiddenStates): Uint32Array {
    return states.missing || states.hidden ? only(this.#newestKnown, this.countedWith(states)) : this.#newest;
  }

  /** Ordinals of the photos that are shown and missing. */
  missing(): Uint32Array {
    if (this.#newestKnown.length === this.#newest.length) return new Uint32Array(0);
    return this.newestWith({ missing: true, hidden: false }).filter((ordinal) => this.isMissing(ordinal));
  }

  /** The ordinal of a photo, missing or not; null if there is none. */
  ordinalOf(photo: number): number | null {
    const ordinal = (this.#ordinals[photo] ?? 0) - 1;
    return ordinal < 0 || this.#columns.known[ordinal] === 0 ? null : ordinal;
  }

  /** Whether none of the photo's files is there. */
  isMissing(ordinal: number): boolean {
    return ((this.#columns.flags[ordinal] as number) & MISSING) !== 0;
  }

  /** Whether the user hid the photo. */
  isHidden(ordinal: number): boolean {
    return this.#hidden.has(ordinal);
  }

  /** The photos that the user hid, by ordinal; may include dead ordinals. */
  get hidden(): Iterable<number> {
    return this.#hidden;
  }

  /** Degrees clockwise that the user turned the photo; null if it is upright. */
  turnOf(ordinal: number): Turn | null {
    return this.#turns.get(ordinal) ?? null;
  }

  /** Like `ordinalOf`; for the RAW of a stack the ordinal of the developed picture that stands for it. */
  shownOrdinalOf(photo: number): number | null {
    const ordinal = this.#currentOrdinalOf(photo);
    return ordinal === null ? null : this.#files.stacks.shown(ordinal);
  }

  /** The id of the photo that is shown for one; of one that is not in the index its own. */
  shownPhotoOf(photo: number): number {
    const ordinal = this.shownOrdinalOf(photo);
    return ordinal === null ? photo : (this.#columns.id[ordinal] as number);
  }

  /** Its own ordinal, though another photo is shown for it; null if it is dead. */
  #currentOrdinalOf(photo: number): number | null {
    const ordinal = (this.#ordinals[photo] ?? 0) - 1;
    return ordinal < 0 || this.#columns.current[ordinal] === 0 ? null : ordinal;
  }

  /**
   * Ids of the photos in the stack of a photo: that of the developed picture, which is shown, and those of its RAW
   * photos in ascending order. Just the photo's where it is in no stack.
   */
  stackOf(photo: number): number[] {
    const shown = this.shownOrdinalOf(photo);
    if (shown === null) return [photo];
    const idOf = (ordinal: number): number => this.#columns.id[ordinal] as number;
    const raws = [...this.#files.stacks.rawsOf(shown)].map(idOf);
    return [idOf(shown), ...raws.sort((a, b) => a - b)];
  }

  /** The ordinal of the film of a live photo that lies beside it; null where there is none. */
  filmOf(ordinal: number): number | null {
    for (const one of this.#files.stacks.rawsOf(ordinal))
      if (isFilmNumber(this.#columns.format[one] as number)) return one;
    return null;
  }

  /** Whether a photo plays: a film lies beside it or in its file. */
  isLive(ordinal: number): boolean {
    return !Number.isNaN(this.#columns.motionBytes[ordinal] as number) || this.filmOf(ordinal) !== null;
  }

  /** The photos that have a label of the vocabulary; may include dead ordinals. */
  postings(label: LabelId): Postings | null {
    return this.#postings[this.#labelNumbers.get(label) ?? -1] ?? null;
  }

  /** Keys of the labels that any photo has. */
  labels(): IterableIterator<LabelId> {
    return this.#labelNumbers.keys();
  }

  /** The files of the photos, with their names and directories. */
  get files(): FileTable {
    return this.#files;
  }

  /** The text in the photos. */
  get text(): PhotoText {
    return this.#text;
  }

  /** By ordinal; available after `readEmbeddings`. All zeros for a photo without a prediction. */
  get embeddings(): EmbeddingTable {
    return this.#embeddings.table;
  }

  /** Phrase embeddings, by ordinal; available after `readPhrases`. All zeros where `phraseInverseLength` is 0. */
  get phrases(): EmbeddingTable {
    return this.#phrases.table;
  }

  /**
   * By ordinal: inverse of the norm of the photo's phrase embedding. 0: indexed by a network without that output.
   */
  get phraseInverseLength(): Float32Array {
    return this.#phrases.inverseLength;
  }

  /** Reads the missing embeddings and yields to the event loop in between. */
  readEmbeddings(): Promise<void> {
    return this.#embeddings.read(this);
  }

  /** The same for the phrase embeddings, those of the added pack too. */
  async readPhrases(): Promise<void> {
    await this.#phrases.read(this);
    await this.#added?.embeddings.read(this);
  }

  /** Phrases are compared with the embeddings of an added pack too; null: with those of the program alone. */
  followPack(pack: AnsweringPack | null): void {
    this.#added = pack === null ? null : new AddedEmbeddings(pack, this.#reader);
  }

  /** The embeddings of the added pack; available after `readPhrases`. Null where none is used. */
  get added(): AddedEmbeddings | null {
    return this.#added;
  }

  #clear(): void {
    this.#count = 0;
    this.#dead = 0;
    this.#capacity = 0;
    this.#columns = columnsFor(0);
    this.#colours = new Uint8Array(0);
    this.#ordinals = new Int32Array(0);
    this.#slabs = new Slabs();
    this.#postings = [];
    this.#labelNumbers = new Map();
    this.#files = new FileTable(this.#slabs);
    this.#text = new PhotoText(this.#slabs);
    this.#hasStacked = false;
    this.#turns = new Map();
    this.#hidden = new Set();
    this.#lent.clear();
    this.#order = new Uint32Array(0);
    this.#ranks = new Uint32Array(0);
    this.#newest = new Uint32Array(0);
    this.#newestKnown = new Uint32Array(0);
    this.#embeddings.clear();
    this.#phrases.clear();
    this.#added?.embeddings.clear();
  }

  /** Reads the chosen photos (null: all) and appends them. */
  #read(chosen: readonly number[] | null): void {
    if (chosen === null) {
      const photos = this.#reader.photoCount();
      this.#reserve(photos);
      this.#files.reserve(photos);
    }
    for (const photo of chosen ?? []) {
      const ordinal = this.#currentOrdinalOf(photo);
      if (ordinal === null) continue;
      this.#columns.alive[ordinal] = 0;
      this.#columns.known[ordinal] = 0;
      this.#columns.faces[ordinal] = 0;
      this.#columns.current[ordinal] = 0;
      this.#dead += 1;
    }
    this.#equipment = this.#reader.equipment();
    this.#labelNumbers = new Map([...this.#reader.labelKeys()].map(([number, label]) => [label, number]));
    this.#files.setDirectories(this.#reader.directoryRows());
    const first = this.#count;
    const firstFile = this.#files.count;
    this.#filed = new Uint8Array(this.#ordinals.length);
    for (const file of this.#reader.indexedFiles(chosen)) this.#addFile(file);
    for (const photo of this.#reader.indexedPhotos(chosen)) {
      const filed = this.#filed[photo.id] ?? 0;
      if (filed !== 0) this.#add(photo, filed);
    }
    this.#filed = new Uint8Array(0);
    this.#files.setOrdinals(firstFile, this.#ordinals);
    this.#readText(chosen);
    this.#readFaces(chosen);
    this.#counted.clear();
    const redated = this.#stack();
    this.#order = newestFirst(this.#columns, this.#order, redated, first, this.#count);
    this.#ranks = new Uint32Array(this.#count);
    for (let rank = 0; rank < this.#order.length; rank++) this.#ranks[this.#order[rank] as number] = rank;
    this.#newestKnown = only(this.#order, this.#columns.known);
    this.#newest = only(this.#newestKnown, this.#columns.alive);
  }

  /**
   * Derives the stacks again: what lies in one is shown as another photo, what left one is shown for itself.
   * @returns the ordinals that have another date by that
   */
  #stack(): ReadonlySet<number> {
    const { stacks: before } = this.#files;
    // Without RAW and films, nothing is done for each file.
    if (!this.#hasStacked && before.raws.length === 0) return NONE;
    // First, because which film is that of a picture is found by their own dates.
    const dates = this.#lent.takeBack(this.#columns);
    const { format, id, current, alive, known } = this.#columns;
    const isMissing = (ordinal: number): boolean => this.isMissing(ordinal);
    const isFilmOf = (film: number, picture: number): boolean =>
      isFilmOfPicture(this.#columns, film, picture);
    this.#files.deriveStacks({ count: this.#count, format, id, current, isMissing, isFilmOf });
    const { stacks } = this.#files;
    if (before.raws.length === 0 && stacks.raws.length === 0) return NONE;
    for (const raw of before.raws) {
      known[raw] = current[raw] as number;
      alive[raw] = isMissing(raw) || this.isHidden(raw) ? 0 : (known[raw] as number);
    }
    for (const raw of stacks.raws) {
      known[raw] = 0;
      alive[raw] = 0;
    }
    // Programs write keywords and ratings to either file: the stack is found by both.
    this.#lent.lend(this.#columns, stacks);
    return this.#lent.datesSince(dates, this.#columns);
  }

  /** Reads the text in the chosen photos, or in all. */
  #readText(chosen: readonly number[] | null): void {
    let [photo, lines]: [number, string[]] = [0, []];
    const add = (): void => {
      const ordinal = lines.length === 0 ? null : this.ordinalOf(photo);
      if (ordinal !== null) this.#text.add(ordinal, lines);
    };
    for (const row of this.#reader.indexedText(chosen)) {
      if (row.photo !== photo) {
        add();
        [photo, lines] = [row.photo, []];
      }
      lines.push(row.text);
    }
    add();
  }

  /** Reads how many faces are in the chosen photos, or in all, and what they make of them. */
  #readFaces(chosen: readonly number[] | null): void {
    const { faces, faceKinds } = this.#columns;
    for (const photo of this.#reader.indexedFaces(chosen)) {
      // Of a photo that a stack hides too: it may leave the stack.
      const ordinal = this.#currentOrdinalOf(photo.photo);
      if (ordinal === null) continue;
      const { count, kinds } = facesOf(photo);
      faces[ordinal] = count === null ? 0 : count + 1;
      faceKinds[ordinal] = kinds;
    }
  }

  /** Counts faces again where the user said, or took back, that something is no face. */
  #followDenied(): void {
    const denied = this.#reader.deniedFaces();
    const photos = new Set([...denied.keys(), ...this.#deniedFaces.keys()]);
    const changed = [...photos].filter((photo) => denied.get(photo) !== this.#deniedFaces.get(photo));
    if (changed.length > 0) this.#readFaces(changed);
    this.#deniedFaces = denied;
  }

  #reserve(needed: number): void {
    if (needed <= this.#capacity) return;
    this.#capacity = roomFor(needed);
    this.#columns = Object.fromEntries(
      Object.entries(this.#columns).map(([name, column]) => [name, grown(column, this.#capacity)]),
    ) as unknown as PhotoColumns;
    this.#colours = grown(this.#colours, CELLS * this.#capacity);
    this.#ordinals = grown(this.#ordinals, Math.max(this.#capacity, this.#ordinals.length));
  }

  /** Adds a file with the id of its photo, which does not have an ordinal yet. */
  #addFile(file: IndexedFile): void {
    const { photo, missing } = file;
    if (photo >= this.#filed.length) this.#filed = grown(this.#filed, roomFor(photo + 1));
    const place = missing === 1 ? HAS_FILE : HAS_FILE | HAS_FILE_HERE;
    (this.#filed[photo] as number) |= place | this.#files.add(file);
  }

  /** @param filed bits of its files */
  #add(photo: EditedRow<IndexedPhoto>, filed: number): void {
    const ordinal = this.#count;
    this.#reserve(ordinal + 1);
    this.#count += 1;
    const c = this.#columns;
    const takenAt = photo.takenAt === null ? Number.NaN : Date.parse(`${photo.takenAt}Z`) / 1000;
    c.id[ordinal] = photo.id;
    const isHere = (filed & HAS_FILE_HERE) !== 0;
    c.alive[ordinal] = isHere && !photo.hidden ? 1 : 0;
    if (photo.hidden) this.#hidden.add(ordinal);
    if (photo.turn !== null) this.#turns.set(ordinal, photo.turn);
    c.known[ordinal] = 1;
    c.current[ordinal] = 1;
    c.takenAt[ordinal] = takenAt;
    const isDated = photo.takenFrom !== null && photo.takenFrom !== 'file-time';
    c.dateRank[ordinal] = dateRankOf(photo.takenFrom);
    if (photo.takenAt !== null && isDated) {
      const [year, month, day] = [
        photo.takenAt.slice(0, 4),
        photo.takenAt.slice(5, 7),
        photo.takenAt.slice(8, 10),
      ];
      c.month[ordinal] = Number(year) * 12 + Number(month) - 1;
      c.monthDay[ordinal] =
        photo.takenPrecision === 'year'
          ? YEAR_ALONE
          : Number(month) * 32 + (photo.takenPrecision === 'month' ? 0 : Number(day));
    }
    c.format[ordinal] = PHOTO_FORMATS.indexOf(photo.format);
    this.#hasStacked ||= isRawNumber(c.format[ordinal]) || isFilmNumber(c.format[ordinal]);
    c.colour[ordinal] = photo.colour ?? NO_COLOUR;
    this.#put('width', ordinal, photo.width);
    this.#put('height', ordinal, photo.height);
    this.#addMetadata(ordinal, photo);
    c.latitude[ordinal] = photo.latitude ?? Number.NaN;
    c.longitude[ordinal] = photo.longitude ?? Number.NaN;
    if (photo.latitude !== null && photo.longitude !== null)
      this.#put('place', ordinal, this.#placeNumber(photo.latitude, photo.longitude));
    let flags = filed & ~(HAS_FILE | HAS_FILE_HERE);
    if (!isHere) flags |= MISSING;
    if (photo.damaged === 1) flags |= DAMAGED;
    if (photo.latitude !== null) flags |= PLACED;
    if (isDated) flags |= OWN_DATE;
    if (photo.labels !== null) {
      if (photo.labels.length > 0) flags |= LABELLED;
      eachLabel(photo.labels, (number, score) => {
        let postings = this.#postings[number];
        if (postings === undefined) {
          postings = new Postings(this.#slabs);
          this.#postings[number] = postings;
        }
        postings.add(ordinal, score);
      });
    }
    c.flags[ordinal] = flags;
    this.#setAppearance(ordinal, photo.appearance);
    if (photo.id >= this.#ordinals.length) this.#ordinals = grown(this.#ordinals, roomFor(photo.id + 1));
    this.#ordinals[photo.id] = ordinal + 1;
  }

  #addMetadata(ordinal: number, photo: IndexedPhoto): void {
    const c = this.#columns;
    for (const name of NUMBERS) setNumber(c[name], ordinal, photo[name]);
    for (const name of SMALL_NUMBERS) c[name][ordinal] = photo[name] ?? NO_SMALL;
    for (const name of TEXTS) this.#put(name, ordinal, this.texts[name].numberOf(photo[name]));
    for (const name of NAMES)
      this.#put(name, ordinal, this.texts[name].numberOf(this.#equipment.get(photo[name] ?? -1) ?? null));
  }

  #setAppearance(ordinal: number, appearance: Uint8Array | null): void {
    if (!isAppearance(appearance)) return;
    const c = this.#columns;
    this.#colours.set(appearance.subarray(APPEARANCE.colours, APPEARANCE.colours + CELLS), CELLS * ordinal);
    c.brightness[ordinal] = appearance[APPEARANCE.brightness] as number;
    c.colourfulness[ordinal] = appearance[APPEARANCE.colourfulness] as number;
    c.tint[ordinal] = appearance[APPEARANCE.tint] as number;
    c.sharpness[ordinal] = appearance[APPEARANCE.sharpness] as number;
  }

  /** Sets a number and widens the column if necessary. */
  #put(name: 'width' | 'height' | 'place' | TextColumnName, ordinal: number, value: number): void {
    let column = this.#columns[name];
    if (value >= 2 ** (8 * column.BYTES_PER_ELEMENT)) {
      column = value < 2 ** 16 ? Uint16Array.from(column) : Uint32Array.from(column);
      this.#columns = { ...this.#columns, [name]: column };
    }
    column[ordinal] = value;
  }

  /**
   * Lists of places by number; number 0 is "unknown". They are looked up when they are first needed: a search from a
   * shell reads an index for one text, which rarely is of a place.
   */
  get places(): readonly (readonly PlaceKey[])[] {
    for (const point of this.placePoints.slice(this.#places.length))
      this.#places.push(point === null ? [] : placesAt(point.latitude, point.longitude));
    return this.#places;
  }

  #placeNumber(latitude: number, longitude: number): number {
    const key =
      Math.round(latitude * PARTS_OF_DEGREE) * 1000 * PARTS_OF_DEGREE +
      Math.round(longitude * PARTS_OF_DEGREE);
    let number = this.#placeNumbers.get(key);
    if (number === undefined) {
      number = this.placePoints.length;
      this.placePoints.push({ latitude, longitude });
      this.#placeNumbers.set(key, number);
    }
    return number;
  }

  #readUserData(): void {
    const corrections = new Map<LabelId, Map<number, boolean>>();
    for (const { photo, label, applies } of this.#reader.corrections()) {
      const ordinal = this.shownOrdinalOf(photo);
      if (ordinal === null) continue;
      const of = corrections.get(label) ?? new Map<number, boolean>();
      corrections.set(label, of);
      // Of a stack: what is stated of the developed picture stands above what is stated of its RAW.
      if (!of.has(ordinal) || this.ordinalOf(photo) !== null) of.set(ordinal, applies);
    }
    this.corrections = corrections;
    this.steadyLabels = new Set(this.#reader.steadyLabels());
    // Two photos of one stack are one.
    const shown = (photos: readonly number[]): number[] => [
      ...new Set(photos.map((photo) => this.shownOrdinalOf(photo)).filter((ordinal) => ordinal !== null)),
    ];
    this.favourites = new Set(shown(this.#reader.favourites()));
    this.albums = this.#reader.albums().map((album) => ({ ...album, photos: shown(album.photos) }));
    this.customLabels = this.#reader.customLabels();
    this.memoryExclusions = this.#reader.memoryExclusions();
    this.#followDenied();
  }
}
