import tzlookup from '@photostructure/tz-lookup';
import { dateOfMoment } from '../domain/date-of-moment.ts';
import type { Location, TakenAtSource, WrittenDate } from '../domain/metadata.ts';
import type { MetadataRow } from './metadata-columns.ts';

/** Sources that state a moment: its date follows the place of the photo. */
export const MOMENT_SOURCES = ['takeout', 'film-moment'] as const satisfies TakenAtSource[];

type Dated = Partial<Pick<MetadataRow, 'takenAt' | 'takenOffset' | 'takenFrom'>>;

/**
 * The date of a photo on the clock of a place that the user gave it; null where its source states a time on a clock, not
 * a moment. A moment without an offset is on the clock of this computer.
 */
export function dateAtPlace({ takenAt, takenOffset, takenFrom }: Dated, place: Location): WrittenDate | null {
  if (takenAt == null || !MOMENT_SOURCES.some((source) => source === takenFrom)) return null;
  const moment = takenOffset == null ? Date.parse(takenAt) : Date.parse(`${takenAt}Z`) - takenOffset * 60_000;
  return dateOfMoment(moment, tzlookup(place.latitude, place.longitude));
}
