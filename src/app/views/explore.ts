import type { Card, Output } from '../../api/contract.ts';
import type { LabelId, Language } from '../../domain/label.ts';
import { broaderThan, isLabel, labelOf } from '../../knowledge/labels/vocabulary.ts';
import { findPlacesAndContinents } from '../../knowledge/places/continents.ts';
import { placeName } from '../../knowledge/places/gazetteer.ts';
import { isCity } from '../../knowledge/places/place.ts';
import { printField } from '../../query/print-query.ts';
import { OWN_DATE } from '../../search/index/photo-columns.ts';
import type { Searcher } from '../../search/searcher.ts';

const MOST_CARDS = 24;
/** A label on more than this fraction of all photos does not distinguish them. */
const TOO_COMMON = 0.4;
/** A card needs at least this many photos, unless the library is small. */
const FEW = 3;
/** Two labels that share this fraction of the photos of either would be duplicate cards. */
const NEARLY_ONE = 0.7;

/** Content of a library: labels, places, years and cameras, the most common first, each with a photo to show. */
export function explore(searcher: Searcher, language: Language): Output<'explore.get'> {
  searcher.refresh();
  return {
    things: things(searcher, language),
    places: places(searcher, language),
    years: years(searcher),
    cameras: cameras(searcher),
  };
}

/** Common labels that distinguish photos; of labels on nearly the same photos, only one. */
function things(searcher: Searcher, language: Language): Card[] {
  const { index, labels } = searcher;
  const counts = labels.counts();
  const least = Math.min(FEW, Math.ceil(index.photos / 100));
  const ordered = [...counts]
    .filter(
      ([label, count]) =>
        isLabel(label) && labelOf(label).shown && count >= least && count <= index.photos * TOO_COMMON,
    )
    .sort((a, b) => b[1] - a[1]);
  const cards: Card[] = [];
  const shown = new Set<LabelId>();
  const covers = new Set<number>();
  const shownOn = new ShownOn(index.count);
  for (const [label, count] of ordered) {
    if (cards.length === MOST_CARDS) break;
    // "Bird" replaces "animal" if nearly all animals are birds: one card for both.
    const near = [...broaderThan(label), ...[...shown].filter((one) => broaderThan(one).includes(label))];
    if (near.some((one) => shown.has(one) && (counts.get(one) ?? 0) < 2 * count)) continue;
    const photosOf = (visit: (ordinal: number) => void): void => labels.forEachLikely(label, visit);
    if (shownOn.isNearlyOne(photosOf, count)) continue;
    const cover = labels.best(label, covers);
    if (cover === null) continue;
    covers.add(cover);
    shown.add(label);
    shownOn.add(photosOf, count);
    cards.push({
      name: labelOf(label).name[language],
      // Only the label, no other interpretation of the word: the search finds as many photos as the card shows.
      text: printField('label', label),
      photos: count,
      cover: index.columns.id[cover] as number,
    });
  }
  return cards;
}

type PhotosOf = (visit: (ordinal: number) => void) => void;

/** Bit set of cards for each photo, so that one pass over a label's photos compares it with all cards. */
class ShownOn {
  readonly #bits: Uint32Array;
  readonly #sizes: number[] = [];

  constructor(photos: number) {
    this.#bits = new Uint32Array(photos);
  }

  /** True if a label has nearly the same photos as a card: their union is hardly larger than their intersection. */
  isNearlyOne(photosOf: PhotosOf, count: number): boolean {
    const shared = this.#sizes.map(() => 0);
    photosOf((ordinal) => {
      for (let bits = this.#bits[ordinal] as number; bits !== 0; bits &= bits - 1) {
        const card = 31 - Math.clz32(bits & -bits);
        shared[card] = (shared[card] ?? 0) + 1;
      }
    });
    return shared.some((both, card) => both >= NEARLY_ONE * (count + (this.#sizes[card] ?? 0) - both));
  }

  /** Adds a card: one bit each, so MOST_CARDS is 32 at most. */
  add(photosOf: PhotosOf, count: number): void {
    const bit = 1 << this.#sizes.length;
    photosOf((ordinal) => {
      this.#bits[ordinal] = (this.#bits[ordinal] as number) | bit;
    });
    this.#sizes.push(count);
  }
}

/** Cities and their parts, or else the narrowest places there are; each with the photos that a search for its name finds. */
function places(searcher: Searcher, language: Language): Card[] {
  const { index } = searcher;
  const { place } = index.columns;
  const shown = index.places.map((keys) => {
    const cities = keys.filter(isCity);
    return cities.length > 0 ? cities : keys.slice(0, 1);
  });
  const found = counted(searcher, (ordinal) => shown[place[ordinal] as number] ?? []);
  const photosAt = new Uint32Array(index.places.length);
  for (const ordinal of index.newest) {
    const at = place[ordinal] as number;
    photosAt[at] = (photosAt[at] ?? 0) + 1;
  }
  // Places of one name are one search.
  const names = Map.groupBy(found, ({ key }) => placeName(key)[language]);
  return Array.from(names, ([name, [first]]): Card => {
    const wanted = new Set(findPlacesAndContinents(name));
    const photos = index.places.reduce(
      (sum, keys, at) => (keys.some((key) => wanted.has(key)) ? sum + (photosAt[at] ?? 0) : sum),
      0,
    );
    return { name, text: printField('in', name), photos, cover: first?.cover ?? 0 };
  });
}

function years(searcher: Searcher): Card[] {
  const { columns } = searcher.index;
  const found = counted(
    searcher,
    (ordinal) => {
      const month = columns.month[ordinal] as number;
      // A search by year does not use the modification time of the file.
      const isDated = ((columns.flags[ordinal] as number) & OWN_DATE) !== 0;
      return month === 0 || !isDated ? [] : [String(Math.floor(month / 12))];
    },
    Number.POSITIVE_INFINITY,
  );
  return found
    .map(({ key, photos, cover }) => ({ name: key, text: key, photos, cover }))
    .sort((a, b) => Number(b.name) - Number(a.name));
}

function cameras(searcher: Searcher): Card[] {
  const { columns, texts } = searcher.index;
  const found = counted(searcher, (ordinal) =>
    [texts.camera.texts[columns.camera[ordinal] as number] ?? []].flat(),
  );
  return found.map(({ key, photos, cover }) => ({
    name: key,
    text: printField('camera', key),
    photos,
    cover,
  }));
}

/** The most common keys with their number of photos and the newest photo. */
function counted(
  { index }: Searcher,
  keysOf: (ordinal: number) => readonly string[],
  most = MOST_CARDS,
): { key: string; photos: number; cover: number }[] {
  const found = new Map<string, { key: string; photos: number; cover: number }>();
  for (const ordinal of index.newest) {
    for (const key of keysOf(ordinal)) {
      const one = found.get(key);
      if (one === undefined) found.set(key, { key, photos: 1, cover: index.columns.id[ordinal] as number });
      else one.photos += 1;
    }
  }
  return [...found.values()].sort((a, b) => b.photos - a.photos).slice(0, most);
}
