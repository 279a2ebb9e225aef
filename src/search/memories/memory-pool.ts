import { CELLS } from '../../domain/appearance.ts';
import { dayNumber, type MemoryExclusion, parseDays } from '../../domain/memory.ts';
import { isFilmFormat, PHOTO_FORMATS } from '../../domain/photo-format.ts';
import { isLabel, labelOf } from '../../knowledge/labels/vocabulary.ts';
import type { LabelScorer } from '../evaluate/label-scorer.ts';
import { hasProperty } from '../evaluate/plain-properties.ts';
import { NO_SMALL, OWN_DATE } from '../index/photo-columns.ts';
import type { PhotoIndex } from '../index/photo-index.ts';
import type { MemoryPhoto } from './memory-photo.ts';
import { photosOfPeople } from './photos-of-people.ts';

/** What nobody wants to be reminded of by a picture: labels of the vocabulary. */
const PLAIN_LABELS = ['screenshot', 'receipt', 'document'];
/** Labels that distinguish photos, at most; and the part of all photos that one of them may be on. */
const [MOST_TOPICS, TOO_COMMON] = [100, 0.4];
const DAY_SECONDS = 86_400;
/** Days on which clocks of cameras start that were never set. */
const FIRST_DAYS = ['1904-01-01', '1970-01-01', '1980-01-01', '2000-01-01'].map(dayNumber);
/** Fewer pixels are a thumbnail, not a photo. */
const SMALL_PIXELS = 400_000;
/** Faces that make a picture of people, not of a crowd. */
const [SOME_FACES, CROWD] = [1, 8];
/** Of two photos that look the same: cells of the grid of colours that are alike, and difference of brightness. */
const [ALIKE_CELLS, ALIKE_BRIGHTNESS] = [13, 16];
/** Seconds between two photos that one press of the button may have taken, and between those of one scene. */
const [ONE_MOMENT, ONE_SCENE] = [3, 600];

/** Parts of the library that memories are made from. */
export interface MemorySources {
  readonly index: PhotoIndex;
  readonly labels: LabelScorer;
}

const isFirstOfYear = (day: number): boolean =>
  new Date(day * DAY_SECONDS * 1000).toISOString().slice(5, 10) === '01-01';

/** Whether a date is perhaps that of a clock which was never set, or of a program that had the year only. */
export function isDoubtful(time: number): boolean {
  const day = Math.floor(time / DAY_SECONDS);
  return FIRST_DAYS.includes(day) || (time === day * DAY_SECONDS && isFirstOfYear(day));
}

/** Photos that may be in memories, in the order in which they were taken. Hidden and missing ones are none of them. */
export function memoryPool({ index, labels }: MemorySources): MemoryPhoto[] {
  const { columns } = index;
  const left = leftOut({ index, labels });
  const topics = topicsOf({ index, labels });
  const byHand = new Set(
    index.userData.albums.flatMap(({ search, photos }) => (search === null ? photos : [])),
  );
  const pool: MemoryPhoto[] = [];
  for (const ordinal of index.newest) {
    const isOwn = ((columns.flags[ordinal] as number) & OWN_DATE) !== 0;
    const time = columns.takenAt[ordinal] as number;
    const isSure = isOwn && isDay(columns.monthDay[ordinal] as number) && !isDoubtful(time);
    if (!isSure || left[ordinal] === 1) continue;
    // A rating below 0 is how other programs mark what is to be thrown away.
    const rating = columns.rating[ordinal] as number;
    if ((rating !== NO_SMALL && rating < 0) || hasProperty(index, ordinal, 'screenshot')) continue;
    pool.push({
      ordinal,
      time,
      id: columns.id[ordinal] as number,
      day: Math.floor(time / DAY_SECONDS),
      place: columns.place[ordinal] as number,
      topic: topics[ordinal] as number,
      worth: worthOf(index, ordinal, byHand.has(ordinal)),
    });
  }
  return pool.sort((a, b) => a.time - b.time || a.id - b.id);
}

/** Whether a date is known to the day: a month alone has the day 0, and a year alone neither. */
const isDay = (monthDay: number): boolean => monthDay >= 32 && monthDay % 32 > 0;

/** By ordinal: 1 for photos of screens and papers, and for those that the user does not want to be reminded of. */
function leftOut({ index, labels }: MemorySources): Uint8Array {
  const left = new Uint8Array(index.count);
  for (const label of PLAIN_LABELS)
    labels.forEachLikely(label, (ordinal) => {
      left[ordinal] = 1;
    });
  const ofKind = (kind: MemoryExclusion['kind']): string[] =>
    index.userData.memoryExclusions.filter((one) => one.kind === kind).map(({ value }) => value);
  for (const ordinal of photosOfPeople(index, ofKind('person'))) left[ordinal] = 1;
  const places = new Set(ofKind('place'));
  const days = ofKind('days').flatMap((value) => parseDays(value) ?? []);
  if (places.size === 0 && days.length === 0) return left;
  const spans = days.map(({ from, to }) => [dayNumber(from), dayNumber(to)] as const);
  const { takenAt, place } = index.columns;
  for (const ordinal of index.newest) {
    const day = Math.floor((takenAt[ordinal] as number) / DAY_SECONDS);
    const keys = places.size === 0 ? [] : (index.places[place[ordinal] as number] ?? []);
    if (keys.some((key) => places.has(key)) || spans.some(([from, to]) => from <= day && day <= to))
      left[ordinal] = 1;
  }
  return left;
}

/** By ordinal: the rarest common label that it likely has, by a number. */
function topicsOf({ index, labels }: MemorySources): Uint8Array {
  const topics = new Uint8Array(index.count);
  const common = [...labels.counts()]
    .filter(([label, count]) => isLabel(label) && labelOf(label).shown && count <= index.photos * TOO_COMMON)
    .sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
    .slice(0, MOST_TOPICS);
  for (const [at, [label]] of common.entries())
    labels.forEachLikely(label, (ordinal) => {
      topics[ordinal] = at + 1;
    });
  return topics;
}

/** What the user stated of a photo counts most, then who is in it, then how it looks. */
function worthOf(index: PhotoIndex, ordinal: number, isInAlbum: boolean): number {
  const { columns } = index;
  const rating = columns.rating[ordinal] as number;
  const rated = rating === NO_SMALL ? 0 : ([-3, -2, -1, 0, 3, 4][rating] ?? 0);
  const faces = (columns.faces[ordinal] as number) - 1;
  const isKnown = index.isAppearanceKnown(ordinal);
  const sharpness = isKnown ? (columns.sharpness[ordinal] as number) / 255 : 0.5;
  const isBad = (['blurred', 'dark', 'bright'] as const).some((one) => hasProperty(index, ordinal, one));
  const isSmall = (columns.width[ordinal] as number) * (columns.height[ordinal] as number) < SMALL_PIXELS;
  const isFilm = isFilmFormat(PHOTO_FORMATS[columns.format[ordinal] as number] ?? '');
  return (
    (index.userData.favourites.has(ordinal) ? 6 : 0) +
    rated +
    (isInAlbum ? 1 : 0) +
    (faces >= SOME_FACES && faces <= CROWD ? 1 : 0) +
    sharpness +
    (columns.colourfulness[ordinal] as number) / 510 -
    (isBad ? 1.5 : 0) -
    (isSmall ? 1 : 0) -
    (isFilm ? 0.25 : 0)
  );
}

/** Whether two photos look nearly the same, by their colours and when they were taken. */
export function looksAlike(index: PhotoIndex, one: MemoryPhoto, other: MemoryPhoto): boolean {
  const apart = Math.abs(one.time - other.time);
  if (apart <= ONE_MOMENT) return true;
  if (!index.isAppearanceKnown(one.ordinal) || !index.isAppearanceKnown(other.ordinal)) return false;
  const { colours, columns } = index;
  const [a, b] = [CELLS * one.ordinal, CELLS * other.ordinal];
  let [same, main] = [0, 0];
  for (let cell = 0; cell < CELLS; cell++) {
    const [left, right] = [colours[a + cell] as number, colours[b + cell] as number];
    if (left === right) same += 1;
    if (left >> 4 === right >> 4) main += 1;
  }
  const lighter = Math.abs(
    (columns.brightness[one.ordinal] as number) - (columns.brightness[other.ordinal] as number),
  );
  // A copy has no other time, but perhaps another date.
  if (same === CELLS && lighter <= 2 && columns.sharpness[one.ordinal] === columns.sharpness[other.ordinal])
    return true;
  return apart <= ONE_SCENE && main >= ALIKE_CELLS && lighter <= ALIKE_BRIGHTNESS;
}
