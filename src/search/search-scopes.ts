import { BeachcombError } from '../domain/error.ts';
import type { ResolvedQuery } from '../domain/query.ts';
import { type AlbumOrder, usualOrder } from '../domain/user-data.ts';
import type { AlbumRow } from '../store/imported-albums.ts';
import { inAlbumOrder } from './album-order.ts';
import { AlbumPhotos } from './album-photos.ts';
import type { Evaluator } from './evaluate/evaluator.ts';
import { LIKELY } from './evaluate/scored-set.ts';
import type { PhotoIndex } from './index/photo-index.ts';
import type { HiddenStates } from './index/photo-order.ts';
import { hiddenStatesOf, NO_HIDDEN_STATE } from './query-parts.ts';
import type { SearchOptions } from './search-result.ts';

/** What evaluates a search text. */
export interface Evaluation {
  readonly index: PhotoIndex;
  readonly evaluator: Evaluator;
  readonly read: (text: string) => ResolvedQuery;
}

/** The photos that a search is among. */
export interface SearchScope {
  /** Ordinals in the order of hits of one score, and the place of each in it, by ordinal. */
  readonly order: Uint32Array;
  readonly ranks: Uint32Array;
  readonly also: HiddenStates;
  /** 1 for each of them; undefined: those of `also`. */
  readonly counted: Uint8Array | undefined;
  /** Of an album; null: that of the search. */
  readonly sort: AlbumOrder | null;
}

/** The scopes of searches: all photos, those in an album, those that are not in it. */
export class SearchScopes {
  readonly #evaluation: Evaluation;
  readonly albums: AlbumPhotos;

  constructor(evaluation: Evaluation) {
    this.#evaluation = evaluation;
    this.albums = new AlbumPhotos(evaluation.index, (search) => this.#likely(search));
  }

  /** @throws BeachcombError `not-found` */
  albumOf(id: number): AlbumRow {
    const album = this.albums.find(id);
    if (album === null) throw new BeachcombError('not-found', `There is no album ${id}.`);
    return album;
  }

  /** Ordinals of the photos of an album in its order. @param also what else is in an album by hand */
  photosOf(album: AlbumRow, also: HiddenStates): Uint32Array {
    const { index } = this.#evaluation;
    const found = album.search === null ? new Set(album.photos) : this.#foundBy(album.search);
    const newest = index
      .newestWith({ missing: true, hidden: true })
      .filter(
        (ordinal) =>
          found.has(ordinal) && (album.search !== null || also.missing || !index.isMissing(ordinal)),
      );
    return inAlbumOrder(album.order ?? usualOrder(album.search), newest, album.photos, index.columns);
  }

  /** The photos that a search can find, in the order of its hits of one score, and what hides others. */
  of(query: ResolvedQuery, within: SearchOptions['within']): SearchScope {
    const also = hiddenStatesOf(query);
    const { index } = this.#evaluation;
    const { order, ranks } = index;
    if (within === undefined) return { order, ranks, also, counted: undefined, sort: null };
    const album = this.albumOf(within.album);
    const inside = this.photosOf(album, within.outside ? { missing: true, hidden: true } : also);
    if (within.outside) {
      const counted = Uint8Array.from(index.countedWith(also));
      for (const ordinal of inside) counted[ordinal] = 0;
      return { order, ranks, also, counted, sort: null };
    }
    const counted = new Uint8Array(index.countedWith(also).length);
    const places = new Uint32Array(counted.length);
    inside.forEach((ordinal, place) => {
      counted[ordinal] = 1;
      places[ordinal] = place;
    });
    const sort = album.order ?? usualOrder(album.search);
    return { order: inside, ranks: places, also: { ...also, hidden: true }, counted, sort };
  }

  /** What a kept search likely finds: as many photos as it counts. */
  #foundBy(text: string): Set<number> {
    const { index, evaluator, read } = this.#evaluation;
    const query = read(text);
    const also = hiddenStatesOf(query);
    const scored = evaluator.evaluate(query, { alone: null, all: false, also });
    const counted = index.countedWith(also);
    const found = new Set<number>();
    scored.level.forEach((level, ordinal) => {
      if (level === LIKELY && counted[ordinal] === 1) found.add(ordinal);
    });
    evaluator.scratch().free(scored);
    return found;
  }

  /** The ordinals that a search text likely finds. */
  #likely(text: string): readonly number[] {
    const { index, evaluator, read } = this.#evaluation;
    const scored = evaluator.evaluate(read(text), { alone: null, all: false, also: NO_HIDDEN_STATE });
    const found: number[] = [];
    scored.level.forEach((level, ordinal) => {
      // An album shows hidden photos only where the user put them into it.
      if (level === LIKELY && !index.isHidden(ordinal)) found.push(ordinal);
    });
    evaluator.scratch().free(scored);
    return found;
  }
}
