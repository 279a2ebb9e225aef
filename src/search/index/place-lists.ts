import type { PlaceKey } from '../../knowledge/places/place.ts';
import { placesAt } from '../../knowledge/places/places-at.ts';
import { placesNamed } from '../../knowledge/places/places-named.ts';

/** Coordinates are rounded to 1/100 of a degree (about 1 km) before their places are looked up. */
const PARTS_OF_DEGREE = 100;

/** In degrees. */
interface Point {
  readonly latitude: number;
  readonly longitude: number;
}

/** What is kept of the lists; see `IndexState`. */
export interface PlaceListsState {
  /** Latitude and longitude by number; NaN for number 0 and for names. */
  readonly points: Float64Array;
  readonly names: ReadonlyMap<number, readonly string[]>;
  /** Every place of any list, and the lists one after another as numbers of these, each up to its end. */
  readonly keys: readonly PlaceKey[];
  readonly listed: Uint32Array;
  readonly ends: Uint32Array;
}

/**
 * The places of photos: a list for each point, and for the names of a place in a photo without coordinates, by number;
 * number 0 is "unknown". Lists are never removed.
 */
export class PlaceLists {
  /** By number: those that were looked up so far, and how many are known from the first on. */
  readonly #lists: (readonly PlaceKey[])[] = [[]];
  #known = 1;
  /** What was restored; null: nothing. */
  #kept: PlaceListsState | null = null;
  /** Where each list was looked up; null for number 0 and for names. */
  readonly points: (Point | null)[] = [null];
  readonly #numbers = new Map<number | string, number>();
  /** Names by number, the narrowest first. */
  readonly #names = new Map<number, readonly string[]>();

  get state(): PlaceListsState {
    const points = this.points.flatMap((point) => [
      point?.latitude ?? Number.NaN,
      point?.longitude ?? Number.NaN,
    ]);
    const numbers = new Map<PlaceKey, number>();
    const listed: number[] = [];
    const ends = Uint32Array.from(this.lists, (keys) => {
      for (const key of keys) {
        const number = numbers.get(key) ?? numbers.size;
        numbers.set(key, number);
        listed.push(number);
      }
      return listed.length;
    });
    const keys = [...numbers.keys()];
    return {
      points: Float64Array.from(points),
      names: this.#names,
      keys,
      listed: Uint32Array.from(listed),
      ends,
    };
  }

  /** Takes the lists of a state as they were numbered there. There must be none yet. */
  restore(state: PlaceListsState): void {
    const { points, names } = state;
    this.#kept = state;
    for (let number = 1; number < points.length / 2; number++) {
      const named = names.get(number);
      if (named !== undefined) this.numberOfNames(JSON.stringify(named));
      else
        this.numberOf({
          latitude: points[2 * number] as number,
          longitude: points[2 * number + 1] as number,
        });
    }
  }

  #keptOf(number: number): PlaceKey[] | null {
    if (this.#kept === null || number >= this.#kept.ends.length) return null;
    const { keys, listed, ends } = this.#kept;
    const places: PlaceKey[] = [];
    for (let at = ends[number - 1] ?? 0; at < (ends[number] as number); at++)
      places.push(keys[listed[at] as number] as PlaceKey);
    return places;
  }

  /** The number of the list for a point, which need not be looked up yet. */
  numberOf({ latitude, longitude }: Point): number {
    const key =
      Math.round(latitude * PARTS_OF_DEGREE) * 1000 * PARTS_OF_DEGREE +
      Math.round(longitude * PARTS_OF_DEGREE);
    let number = this.#numbers.get(key);
    if (number === undefined) {
      number = this.points.length;
      this.points.push({ latitude, longitude });
      this.#numbers.set(key, number);
    }
    return number;
  }

  /** The number of the list for names of a place. @param names a JSON list, the narrowest first */
  numberOfNames(names: string): number {
    const known = this.#numbers.get(names);
    if (known !== undefined) return known;
    const number = this.points.length;
    this.points.push(null);
    this.#names.set(number, JSON.parse(names) as string[]);
    this.#numbers.set(names, number);
    return number;
  }

  /**
   * The lists by number. They are looked up when they are first needed: a search from a shell reads an index for one
   * text, which rarely is of a place.
   */
  get lists(): readonly (readonly PlaceKey[])[] {
    for (; this.#known < this.points.length; this.#known++) this.of(this.#known);
    return this.#lists;
  }

  /** One of the lists: looking up all takes a while. */
  of(number: number): readonly PlaceKey[] {
    const known = this.#lists[number];
    if (known !== undefined) return known;
    const point = this.points[number] ?? null;
    const places =
      this.#keptOf(number) ??
      (point === null
        ? placesNamed(this.#names.get(number) ?? [])
        : placesAt(point.latitude, point.longitude));
    this.#lists[number] = places;
    return places;
  }
}
