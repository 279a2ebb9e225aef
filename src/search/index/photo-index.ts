import { CELLS } from '../../domain/appearance.ts';
import type { LabelId } from '../../domain/label.ts';
import type { Turn } from '../../domain/photo-edit.ts';
import { EMBEDDING_SCALE, EMBEDDING_SIZE, PHRASE_SCALE, PHRASE_SIZE } from '../../domain/prediction.ts';
import type { PlaceKey } from '../../knowledge/places/place.ts';
import type { LibraryReader } from '../../store/library-reader.ts';
import type { ChangePoint, IndexedFile } from '../../store/library-rows.ts';
import { AddedEmbeddings } from '../image-text/added-embeddings.ts';
import type { AnsweringPack } from '../image-text/answering-pack.ts';
import type { EmbeddingTable } from '../similarity/embedding-table.ts';
import { facesOf } from './face-kinds.ts';
import { FileTable } from './file-table.ts';
import { type IndexedUserData, NO_USER_DATA, readUserData } from './indexed-user-data.ts';
import type { KeptIndex, LibraryStamp } from './kept-index.ts';
import { LazyEmbeddings } from './lazy-embeddings.ts';
import { LentMetadata } from './lent-metadata.ts';
import { isFilmOfPicture } from './live-photos.ts';
import type { NothingLeft } from './nothing-left.ts';
import { grown, type PhotoColumns, roomFor } from './photo-columns.ts';
import { type HiddenStates, PhotoOrder } from './photo-order.ts';
import { isFilmNumber } from './photo-stacks.ts';
import { PhotoTable, TEXT_COLUMNS, textColumns } from './photo-table.ts';
import { PhotoText } from './photo-text.ts';
import { PlaceLists } from './place-lists.ts';
import type { Postings } from './postings.ts';
import { Slabs } from './slabs.ts';

/** Bits in the same byte as the name hints of a photo's files: it has a file, and one that is there. */
const HAS_FILE = 1;
const HAS_FILE_HERE = 2;

const NONE: ReadonlySet<number> = new Set();

const SIGNATURE = { size: EMBEDDING_SIZE, scale: EMBEDDING_SCALE };
const PHRASE = { size: PHRASE_SIZE, scale: PHRASE_SCALE };

/**
 * The in-memory index of a library: columns of numbers by ordinal, about 180 bytes per photo without the two
 * embeddings. `refresh` follows the library: a changed photo is appended, and its old ordinal becomes dead.
 */
export class PhotoIndex {
  readonly #reader: LibraryReader;
  readonly #kept: KeptIndex | null;
  /** State of the library that this index was read from as a whole; null: of changes since, or it was kept. */
  #readOf: { readonly stamp: LibraryStamp; readonly state: string } | null = null;
  #version = -1;
  #revision = 0;
  #point: ChangePoint | null = null;
  #userDataRevision = -1;
  #slabs = new Slabs();
  /** The texts of the metadata columns that hold numbers of texts. */
  readonly texts = textColumns();
  readonly #places = new PlaceLists();
  #table = this.#emptyTable();
  #order = new PhotoOrder(this.#table);
  #files = new FileTable(this.#slabs);
  readonly #lent = new LentMetadata();
  #text = new PhotoText(this.#slabs);
  /** By photo id, while files and photos are read: 0 without a file, else the bits above and the name hints. */
  #filed = new Uint8Array(0);
  #userData = NO_USER_DATA;
  /** What the user said is no face: the boxes as one text, by photo id. */
  #deniedFaces: ReadonlyMap<number, string> = new Map();

  // Read separately, because most searches only compare phrases, and a million embeddings take 260 MB.
  readonly #embeddings: LazyEmbeddings;
  readonly #phrases: LazyEmbeddings;
  #added: AddedEmbeddings | null = null;

  /** People with a name that faces were found of, or given: their ordinals. */
  people: readonly {
    readonly name: string;
    /** YYYY-MM-DD; null: not known. */
    readonly birthday: string | null;
    readonly isHidden: boolean;
    readonly photos: readonly number[];
  }[] = [];

  /** @param kept where the index of another program is taken from; null: it is always read from the library */
  constructor(reader: LibraryReader, kept: KeptIndex | null = null) {
    this.#reader = reader;
    this.#kept = kept;
    this.#embeddings = new LazyEmbeddings(SIGNATURE, (photos) => reader.embeddings('signature', photos));
    this.#phrases = new LazyEmbeddings(PHRASE, (photos) => reader.embeddings('phrase', photos));
  }

  /** Reads the changes of the library. @returns true if there were any */
  refresh(): boolean {
    const version = this.#reader.dataVersion();
    if (version === this.#version) return false;
    const stamp = this.#kept?.stamp() ?? null;
    let isChanged = true;
    this.#reader.snapshot(() => {
      if (this.#version === -1 && this.#takeKept(stamp)) return;
      const before = `${this.#revision} ${this.#userDataRevision}`;
      this.#revision = this.#reader.revision();
      const { point, photos } = this.#reader.changesAfter(this.#point);
      const tooManyDead = this.#table.dead + (photos?.length ?? 0) > 10_000 + this.count / 5;
      const changed = photos === null || tooManyDead ? null : photos;
      this.#readOf = null;
      if (changed === null) this.#clear();
      if (changed === null || changed.length > 0) this.#read(changed);
      this.#point = point;
      const userDataRevision = this.#reader.userDataRevision();
      if (changed === null || changed.length > 0 || userDataRevision !== this.#userDataRevision) {
        this.#userData = readUserData(this.#reader, this);
        this.#followDenied();
      }
      this.#userDataRevision = userDataRevision;
      // A setting or a noted search changes the file, and nothing here.
      isChanged =
        changed === null || changed.length > 0 || before !== `${this.#revision} ${userDataRevision}`;
      if (changed === null && stamp !== null) this.#readOf = { stamp, state: this.#reader.contentState() };
    });
    this.#version = version;
    return isChanged;
  }

  /** Takes the index as it was kept, if that is of this state of the library. It is read again when that changes. */
  #takeKept(stamp: LibraryStamp | null): boolean {
    const state = stamp === null ? null : (this.#kept?.read(stamp, this.#reader.contentState()) ?? null);
    if (state === null) return false;
    this.#revision = this.#reader.revision();
    const { table, files, text, texts, places, order, ...others } = state;
    others satisfies NothingLeft;
    this.#table.restore(table);
    this.#files.restore(files);
    this.#text.restore(text);
    for (const [name, column] of texts) this.texts[name].restore(column);
    this.#places.restore(places);
    this.#order.restore(order);
    this.#userData = readUserData(this.#reader, this);
    this.#userDataRevision = this.#reader.userDataRevision();
    return true;
  }

  /** Keeps the index for the next program, where it was read from the library as that is now. */
  keep(): void {
    if (this.#kept === null || this.#readOf === null) return;
    this.#kept.write(this.#readOf.stamp, this.#readOf.state, {
      table: this.#table.state,
      files: this.#files.state,
      text: this.#text.state,
      texts: new Map(TEXT_COLUMNS.map((name) => [name, this.texts[name].texts])),
      places: this.#places.state,
      order: this.#order.order,
    });
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
    return this.#table.count;
  }

  /** Number of photos that can be found. */
  get photos(): number {
    return this.newest.length;
  }

  get columns(): PhotoColumns {
    return this.#table.columns;
  }

  /** Colours of the appearance, CELLS bytes per ordinal; zeros if unknown. */
  get colours(): Uint8Array {
    return this.#table.colours;
  }

  isAppearanceKnown(ordinal: number): boolean {
    return this.colours[ordinal * CELLS] !== 0;
  }

  /** What the user stated, as of `userDataRevision`. */
  get userData(): IndexedUserData {
    return this.#userData;
  }

  /** Lists of places by number; see `columns.place`. */
  get places(): readonly (readonly PlaceKey[])[] {
    return this.#places.lists;
  }

  /** One of them: looking up all takes a while. */
  placesOf(number: number): readonly PlaceKey[] {
    return this.#places.of(number);
  }

  /** Where each list of places was looked up, in degrees; null for number 0. */
  get placePoints(): PlaceLists['points'] {
    return this.#places.points;
  }

  /** Ordinals of the photos that can be found, as `newestFirst` orders them. */
  get newest(): Uint32Array {
    return this.#order.newest;
  }

  /** Ordinals of all current photos, whether or not they can be found, as `newestFirst` orders them. */
  get order(): Uint32Array {
    return this.#order.order;
  }

  /** Places in `order`, by ordinal; without meaning for dead ordinals. */
  get ranks(): Uint32Array {
    return this.#order.ranks;
  }

  /** By ordinal: 1 for the photos that count in a search, with those of the hidden states that it asks for. */
  countedWith(states: HiddenStates): Uint8Array {
    return this.#order.countedWith(states);
  }

  /** Their ordinals, as `newestFirst` orders them. */
  newestWith(states: HiddenStates): Uint32Array {
    return this.#order.newestWith(states);
  }

  /** Ordinals of the photos that are shown and missing. */
  missing(): Uint32Array {
    return this.#order.missing();
  }

  /** The ordinal of a photo, missing or not; null if there is none. */
  ordinalOf(photo: number): number | null {
    const ordinal = (this.#table.ordinals[photo] ?? 0) - 1;
    return ordinal < 0 || this.columns.known[ordinal] === 0 ? null : ordinal;
  }

  /** Whether none of the photo's files is there. */
  isMissing(ordinal: number): boolean {
    return this.#order.isMissing(ordinal);
  }

  /** Whether the user hid the photo. */
  isHidden(ordinal: number): boolean {
    return this.#table.hidden.has(ordinal);
  }

  /** The photos that the user hid, by ordinal; may include dead ordinals. */
  get hidden(): Iterable<number> {
    return this.#table.hidden;
  }

  /** Degrees clockwise that the user turned the photo; null if it is upright. */
  turnOf(ordinal: number): Turn | null {
    return this.#table.turns.get(ordinal) ?? null;
  }

  /** Like `ordinalOf`; for the RAW of a stack the ordinal of the developed picture that stands for it. */
  shownOrdinalOf(photo: number): number | null {
    const ordinal = this.#table.currentOrdinalOf(photo);
    return ordinal === null ? null : this.#files.stacks.shown(ordinal);
  }

  /** The id of the photo that is shown for one; of one that is not in the index its own. */
  shownPhotoOf(photo: number): number {
    const ordinal = this.shownOrdinalOf(photo);
    return ordinal === null ? photo : (this.columns.id[ordinal] as number);
  }

  /**
   * Ids of the photos in the stack of a photo: that of the developed picture, which is shown, and those of its RAW
   * photos in ascending order. Just the photo's where it is in no stack.
   */
  stackOf(photo: number): number[] {
    const shown = this.shownOrdinalOf(photo);
    if (shown === null) return [photo];
    const idOf = (ordinal: number): number => this.columns.id[ordinal] as number;
    const raws = [...this.#files.stacks.rawsOf(shown)].map(idOf);
    return [idOf(shown), ...raws.sort((a, b) => a - b)];
  }

  /** The ordinal of the film of a live photo that lies beside it; null where there is none. */
  filmOf(ordinal: number): number | null {
    for (const one of this.#files.stacks.rawsOf(ordinal))
      if (isFilmNumber(this.columns.format[one] as number)) return one;
    return null;
  }

  /** Whether a photo plays: a film lies beside it or in its file. */
  isLive(ordinal: number): boolean {
    return !Number.isNaN(this.columns.motionBytes[ordinal] as number) || this.filmOf(ordinal) !== null;
  }

  /** The photos that have a label of the vocabulary; may include dead ordinals. */
  postings(label: LabelId): Postings | null {
    return this.#table.postings(label);
  }

  /** Keys of the labels that any photo has. */
  labels(): IterableIterator<LabelId> {
    return this.#table.labels();
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

  #emptyTable(): PhotoTable {
    return new PhotoTable({ slabs: this.#slabs, texts: this.texts, places: this.#places });
  }

  #clear(): void {
    this.#slabs = new Slabs();
    this.#table = this.#emptyTable();
    this.#order = new PhotoOrder(this.#table);
    this.#files = new FileTable(this.#slabs);
    this.#text = new PhotoText(this.#slabs);
    this.#lent.clear();
    this.#embeddings.clear();
    this.#phrases.clear();
    this.#added?.embeddings.clear();
  }

  /** Reads the chosen photos (null: all) and appends them. */
  #read(chosen: readonly number[] | null): void {
    if (chosen === null) {
      const photos = this.#reader.photoCount();
      this.#table.reserve(photos);
      this.#files.reserve(photos);
    }
    for (const photo of chosen ?? []) this.#table.remove(photo);
    this.#table.setNames({
      equipment: this.#reader.equipment(),
      labels: new Map([...this.#reader.labelKeys()].map(([number, label]) => [label, number])),
    });
    this.#files.setDirectories(this.#reader.directoryRows());
    const first = this.count;
    const firstFile = this.#files.count;
    this.#filed = new Uint8Array(this.#table.ordinals.length);
    for (const file of this.#reader.indexedFiles(chosen)) this.#addFile(file);
    for (const photo of this.#reader.indexedPhotos(chosen)) {
      const filed = this.#filed[photo.id] ?? 0;
      if (filed === 0) continue;
      const isHere = (filed & HAS_FILE_HERE) !== 0;
      this.#table.add(photo, { isHere, hints: filed & ~(HAS_FILE | HAS_FILE_HERE) });
    }
    this.#filed = new Uint8Array(0);
    this.#files.setOrdinals(firstFile, this.#table.ordinals);
    this.#readText(chosen);
    this.#readFaces(chosen);
    this.#order.follow(this.#stack(), first);
  }

  /**
   * Derives the stacks again: what lies in one is shown as another photo, what left one is shown for itself.
   * @returns the ordinals that have another date by that
   */
  #stack(): ReadonlySet<number> {
    const { stacks: before } = this.#files;
    // Without RAW and films, nothing is done for each file.
    if (!this.#table.hasStacked && before.raws.length === 0) return NONE;
    // First, because which film is that of a picture is found by their own dates.
    const dates = this.#lent.takeBack(this.columns);
    const { format, id, current, alive, known } = this.columns;
    const isMissing = (ordinal: number): boolean => this.isMissing(ordinal);
    const isFilmOf = (film: number, picture: number): boolean => isFilmOfPicture(this.columns, film, picture);
    this.#files.deriveStacks({ count: this.count, format, id, current, isMissing, isFilmOf });
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
    this.#lent.lend(this.columns, stacks);
    return this.#lent.datesSince(dates, this.columns);
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
    const { faces, faceKinds } = this.columns;
    for (const photo of this.#reader.indexedFaces(chosen)) {
      // Of a photo that a stack hides too: it may leave the stack.
      const ordinal = this.#table.currentOrdinalOf(photo.photo);
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

  /** Adds a file with the id of its photo, which does not have an ordinal yet. */
  #addFile(file: IndexedFile): void {
    const { photo, missing } = file;
    if (photo >= this.#filed.length) this.#filed = grown(this.#filed, roomFor(photo + 1));
    const place = missing === 1 ? HAS_FILE : HAS_FILE | HAS_FILE_HERE;
    (this.#filed[photo] as number) |= place | this.#files.add(file);
  }
}
