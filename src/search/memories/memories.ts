import { dayNumber, dayText, type MemoryKey, parseMemoryKey, printMemoryKey } from '../../domain/memory.ts';
import type { PlaceKey } from '../../knowledge/places/place.ts';
import { chooseVaried } from './choose-varied.ts';
import { commonPlace } from './common-place.ts';
import { earlierDays } from './earlier-days.ts';
import { findTrips } from './find-trips.ts';
import type { MemoryPhoto } from './memory-photo.ts';
import { looksAlike, type MemorySources, memoryPool } from './memory-pool.ts';
import { orderOfDay } from './order-of-day.ts';
import { photosOfPeople } from './photos-of-people.ts';
import { seasonsBefore, yearsBefore } from './spans-before.ts';

/** A memory with the photos that were chosen for it. */
export interface ChosenMemory {
  readonly key: MemoryKey;
  /** Where most of its photos were taken; null where that is not known. */
  readonly place: PlaceKey | null;
  /** Most of its photos with a place were taken south of the equator. */
  readonly isSouthern: boolean;
  /** Ordinals, in the order in which they were taken; not empty. */
  readonly photos: readonly number[];
  /** Ordinal of the best one. */
  readonly cover: number;
}

/** Photos of a memory at most, and at least where it is offered. */
const SIZES = {
  day: { most: 40, least: 1 },
  trip: { most: 60, least: 6 },
  season: { most: 60, least: 12 },
  year: { most: 80, least: 20 },
  person: { most: 60, least: 10 },
} as const satisfies Record<MemoryKey['kind'], { readonly most: number; readonly least: number }>;
/** How many memories of each kind there are on one day. */
const OFFERED = { day: 6, trip: 3, season: 1, year: 1, person: 2 } as const satisfies Record<
  MemoryKey['kind'],
  number
>;

/** What is made once for each state of the library. */
interface Made {
  readonly revision: number;
  readonly userData: number;
  readonly people: object;
  readonly pool: readonly MemoryPhoto[];
  readonly trips: readonly MemoryKey[];
  readonly memories: Map<string, ChosenMemory | null>;
}

/** The memories of a library, from its index in memory. */
export class Memories {
  readonly #sources: MemorySources;
  #made: Made | null = null;

  constructor(sources: MemorySources) {
    this.#sources = sources;
  }

  /**
   * The memories of a day, the same for the same day and library: first those of this day in earlier years.
   * @param day YYYY-MM-DD
   */
  ofDay(day: string): ChosenMemory[] {
    const { pool, trips } = this.#now();
    const today = dayNumber(day);
    if (Number.isNaN(today)) return [];
    const counts = new Map<number, number>();
    for (const photo of pool) counts.set(photo.day, (counts.get(photo.day) ?? 0) + 1);
    const people = this.#sources.index.people
      .filter(({ isHidden }) => !isHidden)
      .map(({ name }): MemoryKey => ({ kind: 'person', name }));
    const past = trips.filter((trip) => trip.kind === 'trip' && dayNumber(trip.to) < today);
    const offered = (keys: readonly MemoryKey[], kind: MemoryKey['kind']): ChosenMemory[] =>
      this.#firstOf(keys, OFFERED[kind]);
    const days = offered(earlierDays(today, counts), 'day');
    const [firstTrip, ...moreTrips] = offered(orderOfDay(past, today), 'trip');
    const [firstPerson, ...morePeople] = offered(orderOfDay(people, today), 'person');
    const seasons = offered(orderOfDay(seasonsBefore(today, counts), today), 'season');
    const years = offered(orderOfDay(yearsBefore(today, counts), today), 'year');
    return withOwnCovers([
      ...days,
      ...(firstTrip === undefined ? [] : [firstTrip]),
      ...(firstPerson === undefined ? [] : [firstPerson]),
      ...seasons,
      ...moreTrips,
      ...years,
      ...morePeople,
    ]);
  }

  /** Null for a text that is not a key, and for a memory without photos. */
  open(text: string): ChosenMemory | null {
    const key = parseMemoryKey(text);
    return key === null ? null : this.#memory(key);
  }

  /** Ordinals of the photos of a memory; none for a text that is not a key. */
  photosOf(text: string): readonly number[] {
    return this.open(text)?.photos ?? [];
  }

  /** The first keys that are not hidden and have enough photos. */
  #firstOf(keys: readonly MemoryKey[], most: number): ChosenMemory[] {
    const found: ChosenMemory[] = [];
    for (const key of keys) {
      if (found.length === most) break;
      const memory = this.#isHidden(key) ? null : this.#memory(key);
      if (memory !== null && memory.photos.length >= SIZES[key.kind].least) found.push(memory);
    }
    return found;
  }

  /** A memory that was hidden stays so where its days became others, because photos came or went. */
  #isHidden(key: MemoryKey): boolean {
    const { memoryExclusions } = this.#sources.index.userData;
    return memoryExclusions.some(({ kind, value }) => {
      const hidden = kind === 'memory' ? parseMemoryKey(value) : null;
      if (hidden === null || hidden.kind !== key.kind) return false;
      if (hidden.kind === 'person' || key.kind === 'person')
        return printMemoryKey(hidden) === printMemoryKey(key);
      return hidden.from <= key.to && key.from <= hidden.to;
    });
  }

  #memory(key: MemoryKey): ChosenMemory | null {
    const { memories } = this.#now();
    const text = printMemoryKey(key);
    const known = memories.get(text);
    if (known !== undefined) return known;
    const made = this.#make(key);
    memories.set(text, made);
    return made;
  }

  #make(key: MemoryKey): ChosenMemory | null {
    const { index } = this.#sources;
    const { pool } = this.#now();
    const photos = key.kind === 'person' ? this.#ofPerson(key.name) : within(pool, key);
    const chosen = chooseVaried(photos, SIZES[key.kind].most, (one, other) => looksAlike(index, one, other));
    const [first] = chosen;
    if (first === undefined) return null;
    const points = chosen.flatMap(({ place }) => index.placePoints[place] ?? []);
    return {
      key,
      place: commonPlace(chosen.map(({ place }) => index.placesOf(place))),
      isSouthern: 2 * points.filter(({ latitude }) => latitude < 0).length > points.length,
      photos: chosen.map(({ ordinal }) => ordinal),
      cover: chosen.reduce((best, one) => (one.worth > best.worth ? one : best), first).ordinal,
    };
  }

  #ofPerson(name: string): MemoryPhoto[] {
    const theirs = photosOfPeople(this.#sources.index, [name]);
    return this.#now().pool.filter(({ ordinal }) => theirs.has(ordinal));
  }

  #now(): Made {
    const { index } = this.#sources;
    const { revision, userDataRevision: userData, people } = index;
    const before = this.#made;
    if (before?.revision === revision && before.userData === userData && before.people === people)
      return before;
    const pool = memoryPool(this.#sources);
    const placed = pool.flatMap(({ day, place }) => {
      const point = index.placePoints[place];
      return point === undefined || point === null ? [] : [{ day, ...point }];
    });
    const trips = findTrips(placed).map(
      ({ from, to }): MemoryKey => ({ kind: 'trip', from: dayText(from), to: dayText(to) }),
    );
    this.#made = { revision, userData, people, pool, trips, memories: new Map() };
    return this.#made;
  }
}

/** Photos of some days; `pool` is in the order of time. */
function within(pool: readonly MemoryPhoto[], key: Exclude<MemoryKey, { kind: 'person' }>): MemoryPhoto[] {
  const [from, to] = [dayNumber(key.from), dayNumber(key.to)];
  return pool.slice(firstSince(pool, from), firstSince(pool, to + 1));
}

/** Where the photos of a day and later ones begin in a pool in the order of time. */
function firstSince(pool: readonly MemoryPhoto[], day: number): number {
  let [low, high] = [0, pool.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((pool[middle]?.day ?? day) < day) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** No two memories beside each other show the same picture, as long as they have others. */
function withOwnCovers(memories: readonly ChosenMemory[]): ChosenMemory[] {
  const shown = new Set<number>();
  return memories.map((memory) => {
    const cover = shown.has(memory.cover)
      ? (memory.photos.find((ordinal) => !shown.has(ordinal)) ?? memory.cover)
      : memory.cover;
    shown.add(cover);
    return { ...memory, cover };
  });
}
