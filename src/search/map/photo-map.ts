import { type GeoArea, isInArea } from '../../domain/geo-area.ts';
import { isFilmFormat, PHOTO_FORMATS } from '../../domain/photo-format.ts';
import type { PlaceKey } from '../../knowledge/places/place.ts';
import { NO_SMALL, OWN_DATE, PLACED } from '../index/photo-columns.ts';
import { readLimited } from '../read-limited.ts';
import type { Searcher } from '../searcher.ts';
import { areaOfPoints } from './area-of-points.ts';
import { type ClusteredPoints, clusterPoints, type PointCluster } from './cluster-points.ts';

/** Zooms of one search that are kept: whoever zooms goes back and forth. */
const ZOOMS_KEPT = 4;
/** Seconds between two photos that were surely taken at one place. */
const NEAR_IN_TIME = 3600;
/** What makes a photo stand for others, in steps of sharpness. */
const [FAVOURITE, STAR, PICTURE] = [4000, 600, 300];

/** Part of the photos of a cluster that were taken in the place which it is named after. */
const MOST_OF = 0.6;

/** Photos that are shown as one. */
export interface PhotoCluster extends PointCluster {
  /** Ordinal of the photo that stands for all. */
  readonly cover: number;
  /** The smallest area with all of them. */
  readonly area: GeoArea;
  /** Key of the narrowest place that most of them were taken in, else of the most common country; null on the ocean. */
  readonly place: PlaceKey | null;
  /** Many of them were taken elsewhere. */
  readonly isSpread: boolean;
}

/** The photos of a search on the map. */
interface Placed {
  /** Ordinals in the order of the search. */
  readonly placed: readonly number[];
  readonly unplaced: readonly number[];
  readonly zooms: Map<number, ClusteredPoints>;
}

/** A photo with a place, taken shortly before or after others. */
export interface PhotoNearInTime {
  readonly photo: number;
  /** Seconds that it was taken after; negative: before. */
  readonly seconds: number;
  readonly latitude: number;
  readonly longitude: number;
}

/** The photos of a library on a map: those that a search finds, clustered for each zoom. */
export class PhotoMap {
  readonly #searcher: Searcher;
  #kept: { readonly state: string; readonly text: string; readonly photos: Placed } | null = null;

  constructor(searcher: Searcher) {
    this.#searcher = searcher;
  }

  /** How many photos of a search have a place and how many have none, and the area of the former; null for none. */
  async extent(text: string): Promise<{ placed: number; unplaced: number; area: GeoArea | null }> {
    const { placed, unplaced } = await this.#photosOf(text);
    return {
      placed: placed.length,
      unplaced: unplaced.length,
      area: placed.length === 0 ? null : areaOfPoints(placed.length, (at) => this.#locationOf(placed[at])),
    };
  }

  /** The fullest clusters in an area at a zoom, at most `most`. */
  async clusters(text: string, zoom: number, area: GeoArea, most: number): Promise<PhotoCluster[]> {
    const { placed, zooms } = await this.#photosOf(text);
    const { clusters, pointsOf } = this.#clustered(placed, zooms, zoom);
    const shown: PhotoCluster[] = [];
    for (let number = 0; number < clusters.length && shown.length < most; number++) {
      const cluster = clusters[number];
      if (cluster === undefined || !isInArea(area, cluster)) continue;
      const ordinals = pointsOf(number).map((at) => placed[at] as number);
      shown.push({
        ...cluster,
        cover: this.#bestOf(ordinals),
        area: areaOfPoints(ordinals.length, (at) => this.#locationOf(ordinals[at])),
        ...this.#placeOf(ordinals),
      });
    }
    return shown;
  }

  /** The photos of the cluster that a photo is in, in the order of the search; none where it is in none. */
  async photosOfCluster(text: string, zoom: number, photo: number): Promise<number[]> {
    const { placed, zooms } = await this.#photosOf(text);
    const at = placed.indexOf(this.#searcher.index.shownOrdinalOf(photo) ?? -1);
    if (at < 0) return [];
    const { clusterOf, pointsOf } = this.#clustered(placed, zooms, zoom);
    return pointsOf(clusterOf(at)).map((point) => this.#idOf(placed[point]));
  }

  /** The photos of a search that have no place. */
  async unplaced(text: string): Promise<number[]> {
    return (await this.#photosOf(text)).unplaced.map((ordinal) => this.#idOf(ordinal));
  }

  /** The photo with a place that was taken nearest before, and that nearest after, any of the given ones. */
  nearInTime(photos: readonly number[]): PhotoNearInTime[] {
    this.#searcher.refresh();
    const { index } = this.#searcher;
    const { takenAt, flags } = index.columns;
    const given = new Set(photos.map((photo) => index.shownOrdinalOf(photo)));
    const times = [...given].flatMap((ordinal) =>
      ordinal !== null && ((flags[ordinal] as number) & OWN_DATE) !== 0 ? [takenAt[ordinal] as number] : [],
    );
    const all = Float64Array.from(times).sort();
    const best: Record<'before' | 'after', PhotoNearInTime | null> = { before: null, after: null };
    for (const ordinal of all.length === 0 ? [] : index.newest) {
      const isCandidate = ((flags[ordinal] as number) & (PLACED | OWN_DATE)) === (PLACED | OWN_DATE);
      if (!isCandidate || given.has(ordinal)) continue;
      const seconds = nearest(all, takenAt[ordinal] as number);
      const side = seconds < 0 ? 'before' : 'after';
      const known = best[side];
      if (Math.abs(seconds) > Math.min(NEAR_IN_TIME, Math.abs(known?.seconds ?? Number.POSITIVE_INFINITY)))
        continue;
      best[side] = { photo: this.#idOf(ordinal), seconds, ...this.#locationOf(ordinal) };
    }
    return [best.before, best.after].filter((one) => one !== null);
  }

  #placeOf(ordinals: readonly number[]): Pick<PhotoCluster, 'place' | 'isSpread'> {
    const { columns, places } = this.#searcher.index;
    const numbers = new Map<number, number>();
    for (const ordinal of ordinals) {
      const number = columns.place[ordinal] as number;
      numbers.set(number, (numbers.get(number) ?? 0) + 1);
    }
    const counts = new Map<PlaceKey, number>();
    for (const [number, count] of numbers)
      for (const key of places[number] ?? []) counts.set(key, (counts.get(key) ?? 0) + count);
    // The places of the most common spot, the narrowest first.
    const [[most = 0] = []] = [...numbers].sort((a, b) => b[1] - a[1]);
    const keys = places[most] ?? [];
    const shared = keys.find((key) => (counts.get(key) ?? 0) >= MOST_OF * ordinals.length);
    return { place: shared ?? keys.at(-1) ?? null, isSpread: shared === undefined && keys.length > 0 };
  }

  #idOf(ordinal: number | undefined): number {
    return this.#searcher.index.columns.id[ordinal ?? -1] as number;
  }

  #locationOf(ordinal: number | undefined): { latitude: number; longitude: number } {
    const { latitude, longitude } = this.#searcher.index.columns;
    return { latitude: latitude[ordinal ?? -1] as number, longitude: longitude[ordinal ?? -1] as number };
  }

  async #photosOf(text: string): Promise<Placed> {
    const searcher = this.#searcher;
    const { index } = searcher;
    searcher.refresh();
    const state = `${index.revision} ${index.userDataRevision} ${index.count}`;
    if (this.#kept?.state === state && this.#kept.text === text) return this.#kept.photos;
    const found = text.trim() === '' ? index.newest : await this.#search(text);
    const { flags } = index.columns;
    const photos = { placed: [] as number[], unplaced: [] as number[], zooms: new Map() };
    for (const ordinal of found)
      (((flags[ordinal] as number) & PLACED) === 0 ? photos.unplaced : photos.placed).push(ordinal);
    this.#kept = { state, text, photos };
    return photos;
  }

  async #search(text: string): Promise<readonly number[]> {
    readLimited(text, (typed) => this.#searcher.read(typed));
    await this.#searcher.prepare(text);
    return this.#searcher.search(text, { sort: 'date', all: false }).shownOrdinals();
  }

  #clustered(placed: readonly number[], zooms: Placed['zooms'], zoom: number): ClusteredPoints {
    const known = zooms.get(zoom);
    if (known !== undefined) return known;
    const { latitude, longitude } = this.#searcher.index.columns;
    const points = {
      count: placed.length,
      latitude: (at: number) => latitude[placed[at] as number] as number,
      longitude: (at: number) => longitude[placed[at] as number] as number,
    };
    const clustered = clusterPoints(points, zoom);
    const [oldest] = zooms.keys();
    if (zooms.size >= ZOOMS_KEPT && oldest !== undefined) zooms.delete(oldest);
    zooms.set(zoom, clustered);
    return clustered;
  }

  /** The photo that stands for others: a favourite, the best rated, the sharpest; the first of equals. */
  #bestOf(ordinals: readonly number[]): number {
    const { userData, columns } = this.#searcher.index;
    const worth = (ordinal: number): number => {
      const stars = columns.rating[ordinal] as number;
      const isFilm = isFilmFormat(PHOTO_FORMATS[columns.format[ordinal] as number] ?? '');
      return (
        (userData.favourites.has(ordinal) ? FAVOURITE : 0) +
        (stars === NO_SMALL ? 0 : STAR * stars) +
        (isFilm ? 0 : PICTURE) +
        (columns.sharpness[ordinal] as number)
      );
    };
    let [best, most] = [ordinals[0] ?? 0, Number.NEGATIVE_INFINITY];
    for (const ordinal of ordinals) {
      const value = worth(ordinal);
      if (value > most) [best, most] = [ordinal, value];
    }
    return best;
  }
}

/** The smallest difference to one of the sorted times, with its sign. */
function nearest(times: Float64Array, time: number): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] as number) < time) low = middle + 1;
    else high = middle;
  }
  const [after, before] = [
    time - (times[low - 1] ?? Number.NEGATIVE_INFINITY),
    time - (times[low] ?? Number.POSITIVE_INFINITY),
  ];
  return Math.abs(before) < Math.abs(after) ? before : after;
}
