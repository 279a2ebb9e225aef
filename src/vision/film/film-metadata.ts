import tzlookup from '@photostructure/tz-lookup';
import { dateOfMoment } from '../../domain/date-of-moment.ts';
import type { Location, Metadata, TakenAt } from '../../domain/metadata.ts';
import { chooseDate } from '../../knowledge/dates/choose-date.ts';
import { readTimestamp } from '../../knowledge/dates/read-timestamp.ts';
import { contentIdOf } from '../decode/apple-content-id.ts';
import { cameraName } from '../decode/camera-name.ts';
import { captionOfTexts, datesOfName, type PhotoName, type World } from '../decode/read-metadata.ts';
import type { FilmFacts, FilmTexts } from './film-facts.ts';
import { readIso6709 } from './iso-6709.ts';

const LONGEST_NAME = 200;
const MOST_KEYWORDS = 200;

/**
 * The metadata of a film, in the fields of a photo.
 * @param xmp what its XMP packet states; null where it has none
 */
export function filmMetadata(
  facts: FilmFacts,
  xmp: Metadata | null,
  name: PhotoName,
  world: World,
): Metadata {
  const { texts, moment, durationMs, codec } = facts;
  const location = readIso6709(texts.place) ?? xmp?.location ?? null;
  const dates = [
    ...datesOfTexts(texts, location, world),
    ...(xmp?.takenAt === undefined ? [] : [{ ...xmp.takenAt, from: 'film' as const }]),
    ...(moment === null ? [] : dateOfFilmMoment(moment, location, world)),
    ...datesOfName(name, world),
  ];
  const takenAt = chooseDate(dates, world.now);
  const camera = cameraName(nameOf(texts.maker), nameOf(texts.model)) ?? xmp?.camera;
  const lens = nameOf(texts.lens) || xmp?.lens;
  const own = captionOfTexts([texts.title, texts.description, texts.comment].map((text) => text.trim()));
  const caption = xmp?.caption ?? own;
  const keywords = texts.keywords.split(/[,;]/u).map((word) => word.trim());
  const known = Object.entries({
    takenAt,
    camera,
    lens,
    caption,
    location: location ?? undefined,
    contentId: contentIdOf(texts.contentId),
  });
  return {
    ...xmp,
    ...Object.fromEntries(known.filter(([, value]) => value !== undefined && value !== '')),
    ...(takenAt === undefined ? {} : { takenAt }),
    keywords: [...new Set([...(xmp?.keywords ?? []), ...keywords])]
      .filter((word) => word !== '')
      .slice(0, MOST_KEYWORDS),
    ...(durationMs === null ? {} : { durationMs }),
    codec,
  };
}

const nameOf = (text: string): string => text.replace(/\s+/gu, ' ').trim().slice(0, LONGEST_NAME);

/** A date in words; one in UTC is a moment, since no clock of a place runs by it. */
function datesOfTexts({ date }: FilmTexts, location: Location | null, world: World): TakenAt[] {
  const written = date === '' ? null : readTimestamp(date);
  if (written === null) return [];
  const isUtc = written.offset === 0 && /(?:Z|UTC|GMT)\s*$/iu.test(date);
  if (isUtc && written.precision === 'second')
    return dateOfFilmMoment(Date.parse(`${written.local}Z`), location, world);
  return [{ ...written, from: 'film' }];
}

/** A moment on the clock of the place where the film was taken; without a place, on the clock of this computer. */
function dateOfFilmMoment(moment: number, location: Location | null, { timeZone }: World): TakenAt[] {
  const zone = location === null ? timeZone : tzlookup(location.latitude, location.longitude);
  const date = dateOfMoment(moment, zone);
  return date === null ? [] : [{ ...date, from: 'film-moment' }];
}
