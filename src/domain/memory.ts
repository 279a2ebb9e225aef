/** What a memory is of: a day of an earlier year, a journey, the best of a year, of a season, of a person. */
export const MEMORY_KINDS = ['day', 'trip', 'season', 'year', 'person'] as const;
export type MemoryKind = (typeof MEMORY_KINDS)[number];

interface MemoryKindRow {
  /** Whether its days can be hidden from all memories; the days of a season or a year are too many. */
  readonly hidesDays: boolean;
  /** What stands below its title: where it was, or how many photos it has. */
  readonly subtitle: 'place' | 'photos';
}

/** What the window does with the memories of each kind. How they are chosen: src/search/memories/memories.ts. */
export const MEMORY_KIND_ROWS = {
  day: { hidesDays: true, subtitle: 'place' },
  trip: { hidesDays: true, subtitle: 'photos' },
  season: { hidesDays: false, subtitle: 'photos' },
  year: { hidesDays: false, subtitle: 'photos' },
  person: { hidesDays: false, subtitle: 'photos' },
} as const satisfies Record<MemoryKind, MemoryKindRow>;

/** Days, both ends included, each YYYY-MM-DD. */
export interface DaySpan {
  readonly from: string;
  readonly to: string;
}

/** Which photos a memory is chosen from; together with the library it is the whole of it. */
export type MemoryKey =
  | (DaySpan & { readonly kind: Exclude<MemoryKind, 'person'> })
  | { readonly kind: 'person'; readonly name: string };

/** What the user does not want to see among memories: one memory, days, a person by name, a place by its key. */
export const MEMORY_EXCLUSION_KINDS = ['memory', 'days', 'person', 'place'] as const;
export type MemoryExclusionKind = (typeof MEMORY_EXCLUSION_KINDS)[number];

export interface MemoryExclusion {
  readonly kind: MemoryExclusionKind;
  /** As `printMemoryKey` or `printDays` writes it; a name; the key of a place. */
  readonly value: string;
  /** ms since 1970 */
  readonly at: number;
}

const MS_OF_DAY = 86_400_000;

/** Days from 1970-01-01 to a day; NaN for a text that is not a day of the calendar. */
export function dayNumber(day: string): number {
  if (!/^\d{4}-\d\d-\d\d$/.test(day)) return Number.NaN;
  const number = Date.parse(`${day}T00:00:00Z`) / MS_OF_DAY;
  return Number.isNaN(number) || dayText(number) !== day ? Number.NaN : number;
}

/** The day (YYYY-MM-DD) so many days after 1970-01-01. */
export const dayText = (number: number): string => new Date(number * MS_OF_DAY).toISOString().slice(0, 10);

/** `2019-07-03_2019-07-10` */
export const printDays = ({ from, to }: DaySpan): string => `${from}_${to}`;

/** Null for a text that `printDays` does not write. */
export function parseDays(text: string): DaySpan | null {
  const [from = '', to = '', ...more] = text.split('_');
  const isSpan = more.length === 0 && dayNumber(from) <= dayNumber(to);
  return isSpan ? { from, to } : null;
}

/** A key as one text, for an address and for a search: `trip-2019-07-03_2019-07-10`, `person-Anna`. */
export const printMemoryKey = (key: MemoryKey): string =>
  key.kind === 'person' ? `person-${key.name}` : `${key.kind}-${printDays(key)}`;

/** Null for a text that `printMemoryKey` does not write. */
export function parseMemoryKey(text: string): MemoryKey | null {
  const at = text.indexOf('-');
  const kind = MEMORY_KINDS.find((known) => known === text.slice(0, at));
  const rest = text.slice(at + 1);
  if (kind === undefined || rest === '') return null;
  if (kind === 'person') return { kind, name: rest };
  const days = parseDays(rest);
  return days === null ? null : { kind, ...days };
}
