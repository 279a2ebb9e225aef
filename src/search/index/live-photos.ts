import type { PhotoColumns } from './photo-columns.ts';

/** Without identifiers on both sides: a longer film is one of its own, and so is one of another time. */
const [LONGEST_MS, MOST_APART_S] = [5000, 5];
/** A film has its time in UTC where it has no place: then it may differ by the offset of any zone, in steps of 15 min. */
const [ZONE_STEP_S, MOST_ZONES_S] = [900, 14 * 3600];

type Columns = Pick<PhotoColumns, 'contentId' | 'durationMs' | 'takenAt' | 'monthDay'>;

/**
 * Whether a film beside a picture of its name is the film of that live photo: by the identifier that both have; where
 * one of them has none, if it is no longer than five seconds and was taken at the same time.
 */
export function isFilmOfPicture(columns: Columns, film: number, picture: number): boolean {
  const [ofFilm, ofPicture] = [columns.contentId[film], columns.contentId[picture]];
  if (ofFilm !== 0 && ofPicture !== 0) return ofFilm === ofPicture;
  const duration = columns.durationMs[film] as number;
  if (Number.isNaN(duration) || duration > LONGEST_MS) return false;
  if (columns.monthDay[film] === 0 || columns.monthDay[picture] === 0) return true;
  const apart = Math.abs((columns.takenAt[film] as number) - (columns.takenAt[picture] as number));
  const fromZone = Math.abs(apart - Math.round(apart / ZONE_STEP_S) * ZONE_STEP_S);
  return apart <= MOST_ZONES_S && fromZone <= MOST_APART_S;
}
