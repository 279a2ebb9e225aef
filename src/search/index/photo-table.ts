import { APPEARANCE, CELLS, isAppearance } from '../../domain/appearance.ts';
import type { LabelId } from '../../domain/label.ts';
import { dateRankOf } from '../../domain/metadata.ts';
import type { Turn } from '../../domain/photo-edit.ts';
import { PHOTO_FORMATS } from '../../domain/photo-format.ts';
import { eachLabel } from '../../store/label-bytes.ts';
import type { IndexedPhoto } from '../../store/library-rows.ts';
import { columnsWith, type TextColumnName } from '../../store/metadata-columns.ts';
import type { EditedRow } from '../../store/photo-edits.ts';
import type { NothingLeft } from './nothing-left.ts';
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
import type { PlaceLists } from './place-lists.ts';
import { Postings, type PostingsState } from './postings.ts';
import type { Slabs } from './slabs.ts';
import { TextColumn } from './text-column.ts';

/** Columns of metadata, by how they are in memory: src/store/metadata-columns.ts. */
const NUMBERS = columnsWith({ memory: 'number' });
const SMALL_NUMBERS = columnsWith({ memory: 'small' });
const NAMES = columnsWith({ as: 'name', memory: 'text' });
const TEXTS = [
  ...columnsWith({ as: 'text', memory: 'text' }),
  ...columnsWith({ as: 'list', memory: 'text' }),
];

/** Columns of texts by the column of metadata that holds their numbers. */
export type TextColumns = Readonly<Record<TextColumnName, TextColumn>>;

/** The columns of metadata whose values are numbers of texts. */
export const TEXT_COLUMNS = [...NAMES, ...TEXTS];

/** Empty columns of texts. */
export function textColumns(): TextColumns {
  const columns = TEXT_COLUMNS.map((name) => [name, new TextColumn()] as const);
  // The compiler cannot follow a loop over names.
  return Object.fromEntries(columns) as TextColumns;
}

/** What is shared by the rows of a table, and outlives it. */
interface Shared {
  readonly slabs: Slabs;
  readonly texts: TextColumns;
  readonly places: PlaceLists;
}

/** What the files of a photo state. */
interface Filed {
  /** One of them is there. */
  readonly isHere: boolean;
  /** Bits of name-hints.ts. */
  readonly hints: number;
}

/** Names that the rows to be added refer to by number. */
interface RowNames {
  readonly equipment: ReadonlyMap<number, string>;
  readonly labels: ReadonlyMap<LabelId, number>;
}

/** The same columns, each made again. */
const mapColumns = (
  columns: PhotoColumns,
  make: (column: PhotoColumns[keyof PhotoColumns]) => PhotoColumns[keyof PhotoColumns],
): PhotoColumns =>
  // The compiler cannot follow a loop over names.
  Object.fromEntries(
    Object.entries(columns).map(([name, column]) => [name, make(column)]),
  ) as unknown as PhotoColumns;

/** What is kept of a table; see `IndexState`. */
export interface PhotoTableState {
  readonly count: number;
  readonly columns: PhotoColumns;
  readonly colours: Uint8Array<ArrayBuffer>;
  readonly ordinals: Int32Array<ArrayBuffer>;
  readonly postings: ReadonlyMap<number, PostingsState>;
  readonly labels: ReadonlyMap<LabelId, number>;
  readonly turns: ReadonlyMap<number, Turn>;
  readonly hidden: ReadonlySet<number>;
}

/** One row for each photo of an index, by ordinal. A changed photo is appended, and its old ordinal becomes dead. */
export class PhotoTable {
  readonly #shared: Shared;
  #count = 0;
  #dead = 0;
  #capacity = 0;
  #columns = columnsFor(0);
  #colours = new Uint8Array(0);
  /** Ordinal plus one, by photo id. */
  #ordinals = new Int32Array(0);
  readonly #postings: (Postings | undefined)[] = [];
  #names: RowNames = { equipment: new Map(), labels: new Map() };
  #hasStacked = false;
  readonly #turns = new Map<number, Turn>();
  readonly #hidden = new Set<number>();

  constructor(shared: Shared) {
    this.#shared = shared;
  }

  /** Number of ordinals, including dead ones. */
  get count(): number {
    return this.#count;
  }

  get dead(): number {
    return this.#dead;
  }

  get columns(): PhotoColumns {
    return this.#columns;
  }

  /** Colours of the appearance, CELLS bytes per ordinal; zeros if unknown. */
  get colours(): Uint8Array {
    return this.#colours;
  }

  /** Ordinal plus one, by photo id; 0 for photos that were never added. */
  get ordinals(): Int32Array {
    return this.#ordinals;
  }

  /** Whether any photo is a RAW or a film, or was. */
  get hasStacked(): boolean {
    return this.#hasStacked;
  }

  /** Degrees clockwise that the user turned photos, by ordinal. */
  get turns(): ReadonlyMap<number, Turn> {
    return this.#turns;
  }

  /** The photos that the user hid, by ordinal; may include dead ordinals. */
  get hidden(): ReadonlySet<number> {
    return this.#hidden;
  }

  /** Keys of the labels that any photo has. */
  labels(): MapIterator<LabelId> {
    return this.#names.labels.keys();
  }

  /** The photos that have a label of the vocabulary; may include dead ordinals. */
  postings(label: LabelId): Postings | null {
    return this.#postings[this.#names.labels.get(label) ?? -1] ?? null;
  }

  get state(): PhotoTableState {
    const postings = this.#postings.flatMap((of, label) =>
      of === undefined ? [] : [[label, of.state] as const],
    );
    return {
      count: this.#count,
      columns: this.#columns,
      colours: this.#colours,
      ordinals: this.#ordinals,
      postings: new Map(postings),
      labels: this.#names.labels,
      turns: this.#turns,
      hidden: this.#hidden,
    };
  }

  /** Takes the rows of a state; there must be none yet. */
  restore({
    count,
    columns,
    colours,
    ordinals,
    postings,
    labels,
    turns,
    hidden,
    ...others
  }: PhotoTableState): void {
    others satisfies NothingLeft;
    this.#count = count;
    this.#capacity = columns.id.length;
    // Copied, because columns of bytes are also read by four, and what was read from a file begins anywhere.
    this.#columns = mapColumns(columns, (column) => column.slice());
    this.#colours = colours;
    this.#ordinals = ordinals;
    this.#names = { equipment: new Map(), labels };
    for (const [label, state] of postings) this.#postings[label] = Postings.from(this.#shared.slabs, state);
    for (const [ordinal, turn] of turns) this.#turns.set(ordinal, turn);
    for (const ordinal of hidden) this.#hidden.add(ordinal);
  }

  /** Of rows that are added from now on. */
  setNames(names: RowNames): void {
    this.#names = names;
  }

  /** Its ordinal, though another photo may be shown for it; null if it is dead. */
  currentOrdinalOf(photo: number): number | null {
    const ordinal = (this.#ordinals[photo] ?? 0) - 1;
    return ordinal < 0 || this.#columns.current[ordinal] === 0 ? null : ordinal;
  }

  /** Marks the row of a photo as dead, if it has one. */
  remove(photo: number): void {
    const ordinal = this.currentOrdinalOf(photo);
    if (ordinal === null) return;
    const { alive, known, faces, current } = this.#columns;
    for (const column of [alive, known, faces, current]) column[ordinal] = 0;
    this.#dead += 1;
  }

  /** Allocates memory for this many rows in total. */
  reserve(needed: number): void {
    if (needed <= this.#capacity) return;
    this.#capacity = roomFor(needed);
    this.#columns = mapColumns(this.#columns, (column) => grown(column, this.#capacity));
    this.#colours = grown(this.#colours, CELLS * this.#capacity);
    this.#ordinals = grown(this.#ordinals, Math.max(this.#capacity, this.#ordinals.length));
  }

  /** Appends a photo. */
  add(photo: EditedRow<IndexedPhoto>, { isHere, hints }: Filed): void {
    const ordinal = this.#count;
    this.reserve(ordinal + 1);
    this.#count += 1;
    const c = this.#columns;
    c.id[ordinal] = photo.id;
    c.alive[ordinal] = isHere && !photo.hidden ? 1 : 0;
    if (photo.hidden) this.#hidden.add(ordinal);
    if (photo.turn !== null) this.#turns.set(ordinal, photo.turn);
    c.known[ordinal] = 1;
    c.current[ordinal] = 1;
    c.format[ordinal] = PHOTO_FORMATS.indexOf(photo.format);
    this.#hasStacked ||= isRawNumber(c.format[ordinal]) || isFilmNumber(c.format[ordinal]);
    c.colour[ordinal] = photo.colour ?? NO_COLOUR;
    this.#put('width', ordinal, photo.width);
    this.#put('height', ordinal, photo.height);
    let flags = hints;
    if (!isHere) flags |= MISSING;
    if (photo.damaged === 1) flags |= DAMAGED;
    if (this.#setDate(ordinal, photo)) flags |= OWN_DATE;
    if (this.#setPlace(ordinal, photo)) flags |= PLACED;
    if (this.#addLabels(ordinal, photo)) flags |= LABELLED;
    c.flags[ordinal] = flags;
    this.#setMetadata(ordinal, photo);
    this.#setAppearance(ordinal, photo.appearance);
    if (photo.id >= this.#ordinals.length) this.#ordinals = grown(this.#ordinals, roomFor(photo.id + 1));
    this.#ordinals[photo.id] = ordinal + 1;
  }

  /** @returns whether the photo has its own date */
  #setDate(ordinal: number, { takenAt, takenFrom, takenPrecision }: IndexedPhoto): boolean {
    const c = this.#columns;
    c.takenAt[ordinal] = takenAt === null ? Number.NaN : Date.parse(`${takenAt}Z`) / 1000;
    c.dateRank[ordinal] = dateRankOf(takenFrom);
    const isDated = takenFrom !== null && takenFrom !== 'file-time';
    if (takenAt === null || !isDated) return isDated;
    const [year, month, day] = [takenAt.slice(0, 4), takenAt.slice(5, 7), takenAt.slice(8, 10)];
    c.month[ordinal] = Number(year) * 12 + Number(month) - 1;
    c.monthDay[ordinal] =
      takenPrecision === 'year'
        ? YEAR_ALONE
        : Number(month) * 32 + (takenPrecision === 'month' ? 0 : Number(day));
    return true;
  }

  /** @returns whether it is known where the photo was taken */
  #setPlace(ordinal: number, { latitude, longitude, placeNames }: IndexedPhoto): boolean {
    this.#columns.latitude[ordinal] = latitude ?? Number.NaN;
    this.#columns.longitude[ordinal] = longitude ?? Number.NaN;
    const { places } = this.#shared;
    if (latitude !== null && longitude !== null)
      this.#put('place', ordinal, places.numberOf({ latitude, longitude }));
    else if (placeNames !== null) this.#put('place', ordinal, places.numberOfNames(placeNames));
    return latitude !== null;
  }

  /** @returns whether the photo has any label */
  #addLabels(ordinal: number, { labels }: IndexedPhoto): boolean {
    if (labels === null) return false;
    eachLabel(labels, (number, score) => {
      let postings = this.#postings[number];
      if (postings === undefined) {
        postings = new Postings(this.#shared.slabs);
        this.#postings[number] = postings;
      }
      postings.add(ordinal, score);
    });
    return labels.length > 0;
  }

  #setMetadata(ordinal: number, photo: IndexedPhoto): void {
    const c = this.#columns;
    const { texts } = this.#shared;
    for (const name of NUMBERS) c[name][ordinal] = photo[name] ?? Number.NaN;
    for (const name of SMALL_NUMBERS) c[name][ordinal] = photo[name] ?? NO_SMALL;
    for (const name of TEXTS) this.#put(name, ordinal, texts[name].numberOf(photo[name]));
    for (const name of NAMES)
      this.#put(name, ordinal, texts[name].numberOf(this.#names.equipment.get(photo[name] ?? -1) ?? null));
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
}
