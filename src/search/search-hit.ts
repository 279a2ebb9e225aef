import { AT_LIKELY, AT_POSSIBLE, type ConfidenceLevel } from '../domain/label.ts';
import type { Turn } from '../domain/photo-edit.ts';
import { isFilmFormat, PHOTO_FORMATS } from '../domain/photo-format.ts';
import { NO_COLOUR, YEAR_ALONE } from './index/photo-columns.ts';
import type { PhotoIndex } from './index/photo-index.ts';

/** A photo that was found. */
export interface SearchHit {
  readonly photo: number;
  readonly level: ConfidenceLevel;
  /** 0 to 1, falling: the geometric mean of the words' probabilities, held within its level. */
  readonly score: number;
  /** Upright, pixels. */
  readonly width: number;
  readonly height: number;
  /** Wall clock, `YYYY-MM-DDTHH:mm:ss`, or what is known of it: `YYYY-MM`, `YYYY`. Null without a date of its own. */
  readonly takenAt: string | null;
  readonly favourite: boolean;
  /** None of its files is there. */
  readonly missing: boolean;
  /** The user hid it. */
  readonly hidden: boolean;
  /** Degrees clockwise that the user turned it; null if it is upright. */
  readonly turn: Turn | null;
  /** Null for a photo. */
  readonly film: { readonly durationMs: number | null } | null;
  /** A film lies beside the photo or in its file: it plays. */
  readonly live: boolean;
  /** The mean colour, 0xRRGGBB. */
  readonly colour: number | null;
}

export function hitOf(index: PhotoIndex, ordinal: number, level: ConfidenceLevel, score: number): SearchHit {
  const { columns, userData } = index;
  return {
    photo: columns.id[ordinal] as number,
    level,
    score,
    width: columns.width[ordinal] as number,
    height: columns.height[ordinal] as number,
    takenAt: knownDate(columns.takenAt[ordinal] as number, columns.monthDay[ordinal] as number),
    favourite: userData.favourites.has(ordinal),
    missing: index.isMissing(ordinal),
    hidden: index.isHidden(ordinal),
    turn: index.turnOf(ordinal),
    film: filmOf(columns, ordinal),
    live: index.isLive(ordinal),
    colour: rgbOf(columns.colour[ordinal] as number),
  };
}

function filmOf(columns: PhotoIndex['columns'], ordinal: number): SearchHit['film'] {
  if (!isFilmFormat(PHOTO_FORMATS[columns.format[ordinal] as number] ?? '')) return null;
  const durationMs = columns.durationMs[ordinal] as number;
  return { durationMs: Number.isNaN(durationMs) ? null : durationMs };
}

const BANDS: Readonly<Record<ConfidenceLevel, readonly [number, number]>> = {
  likely: [AT_LIKELY, 1],
  possible: [AT_POSSIBLE, AT_LIKELY],
  unlikely: [0, AT_POSSIBLE],
};

/**
 * The score of a hit: a product of probabilities as one number that is comparable between queries and never leaves
 * the band of its level.
 * @param words how many probabilities were multiplied
 */
export function scoreWithinLevel(probability: number, words: number, level: ConfidenceLevel): number {
  const mean = words > 1 ? probability ** (1 / words) : probability;
  const [low, high] = BANDS[level];
  return Math.min(high, Math.max(low, mean));
}

/** A column's 15 bits as 24. */
const rgbOf = (colour: number): number | null =>
  colour === NO_COLOUR
    ? null
    : [10, 5, 0].reduce((rgb, shift) => rgb * 256 + Math.round((((colour >> shift) & 31) * 255) / 31), 0);

/** @param monthDay as in the column */
function knownDate(seconds: number, monthDay: number): string | null {
  if (monthDay === 0 || Number.isNaN(seconds)) return null;
  const length = monthDay === YEAR_ALONE ? 4 : monthDay % 32 === 0 ? 7 : 19;
  return new Date(seconds * 1000).toISOString().slice(0, length);
}
