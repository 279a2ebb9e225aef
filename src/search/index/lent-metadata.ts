import { dateRankOf } from '../../domain/metadata.ts';
import { columnsWith } from '../../store/metadata-columns.ts';
import { NO_SMALL, OWN_DATE, type PhotoColumns, PLACED } from './photo-columns.ts';
import type { Stacks } from './photo-stacks.ts';

/** Columns in which 0 means that there is no value: numbers of texts and of places. */
const TEXTS = columnsWith({ memory: 'text' }).filter((name) => name !== 'contentId');
const NUMBERS = [...TEXTS, 'place'] as const;
const SMALL = columnsWith({ memory: 'small' });
/** Metadata fields that a stack has from any of its photos, beside the place. */
export const LENT_FIELDS = [...TEXTS, ...SMALL];

type LentColumn = (typeof NUMBERS)[number] | (typeof SMALL)[number];

/** Dates from here on are those of names, of folders and of changes: no program wrote when the photo was taken. */
const GUESSED = dateRankOf('file-name');

/**
 * Whether the shown photo of a stack has its date from another one of it, by the places of both in TAKEN_AT_SOURCES:
 * where its own is none that a camera or a program wrote, and the other is more trusted.
 */
export const isDateLent = (other: number, shown: number): boolean =>
  shown >= GUESSED && other < shown && other < dateRankOf('file-time');

type DateColumns = Pick<PhotoColumns, 'takenAt' | 'monthDay' | 'month' | 'dateRank' | 'flags'>;
interface LentDate {
  readonly takenAt: number;
  readonly monthDay: number;
  readonly month: number;
  readonly dateRank: number;
  readonly ownDate: number;
}

/**
 * Metadata that the shown photo of a stack has from another one, where it has none itself. Taken back before the
 * stacks are derived again.
 */
export class LentMetadata {
  /** The ordinals that each column has a value lent for. */
  readonly #borrowers = new Map<LentColumn, number[]>();
  /** Their own dates, by the ordinals that have one lent. */
  readonly #ownDates = new Map<number, LentDate>();

  clear(): void {
    this.#borrowers.clear();
    this.#ownDates.clear();
  }

  /** Gives the shown photo of each stack every value that it lacks and a RAW of it has. */
  lend(columns: PhotoColumns, stacks: Stacks): void {
    for (const name of NUMBERS) this.#lend(name, columns, 0, stacks);
    for (const name of SMALL) this.#lend(name, columns, NO_SMALL, stacks);
    for (const to of this.#borrowers.get('place') ?? []) (columns.flags[to] as number) |= PLACED;
    this.#lendDates(columns, stacks);
  }

  #lendDates(columns: PhotoColumns, stacks: Stacks): void {
    for (const raw of stacks.raws) {
      const to = stacks.shown(raw);
      if (!isDateLent(columns.dateRank[raw] as number, columns.dateRank[to] as number)) continue;
      if (!this.#ownDates.has(to)) this.#ownDates.set(to, dateIn(columns, to));
      setDate(columns, to, dateIn(columns, raw));
    }
  }

  /** The ordinals whose date is another one than before `takeBack`, which gave `before`. */
  datesSince(before: ReadonlyMap<number, number>, { takenAt }: PhotoColumns): ReadonlySet<number> {
    const now = [...this.#ownDates.keys()].filter((to) => before.get(to) !== takenAt[to]);
    return new Set([...now, ...[...before.keys()].filter((to) => !this.#ownDates.has(to))]);
  }

  #lend(name: LentColumn, columns: PhotoColumns, none: number, stacks: Stacks): void {
    const column = columns[name];
    const borrowers: number[] = [];
    for (const raw of stacks.raws) {
      const [value, to] = [column[raw] as number, stacks.shown(raw)];
      if (value === none || column[to] !== none) continue;
      column[to] = value;
      if (name === 'place') copyCoordinates(columns, raw, to);
      borrowers.push(to);
    }
    this.#borrowers.set(name, borrowers);
  }

  /** Removes all values that were lent. @returns the lent dates, as in the column, by ordinal */
  takeBack(columns: PhotoColumns): ReadonlyMap<number, number> {
    const lent = new Map([...this.#ownDates.keys()].map((to) => [to, columns.takenAt[to] as number]));
    for (const [to, own] of this.#ownDates) setDate(columns, to, own);
    this.#ownDates.clear();
    for (const name of NUMBERS) for (const to of this.#borrowers.get(name) ?? []) columns[name][to] = 0;
    for (const name of SMALL) for (const to of this.#borrowers.get(name) ?? []) columns[name][to] = NO_SMALL;
    for (const to of this.#borrowers.get('place') ?? []) {
      (columns.flags[to] as number) &= ~PLACED;
      columns.latitude[to] = Number.NaN;
      columns.longitude[to] = Number.NaN;
    }
    this.#borrowers.clear();
    return lent;
  }
}

function dateIn(columns: DateColumns, ordinal: number): LentDate {
  return {
    takenAt: columns.takenAt[ordinal] as number,
    monthDay: columns.monthDay[ordinal] as number,
    month: columns.month[ordinal] as number,
    dateRank: columns.dateRank[ordinal] as number,
    ownDate: (columns.flags[ordinal] as number) & OWN_DATE,
  };
}

function setDate(columns: DateColumns, ordinal: number, date: LentDate): void {
  columns.takenAt[ordinal] = date.takenAt;
  columns.monthDay[ordinal] = date.monthDay;
  columns.month[ordinal] = date.month;
  columns.dateRank[ordinal] = date.dateRank;
  columns.flags[ordinal] = ((columns.flags[ordinal] as number) & ~OWN_DATE) | date.ownDate;
}

function copyCoordinates({ latitude, longitude }: PhotoColumns, from: number, to: number): void {
  latitude[to] = latitude[from] as number;
  longitude[to] = longitude[from] as number;
}
