import tzlookup from '@photostructure/tz-lookup';
import * as z from 'zod';
import { dateOfMoment } from '../../domain/date-of-moment.ts';
import type { Location, Metadata, NamedPerson, TakenAt } from '../../domain/metadata.ts';
import { TAKEOUT_FOLDER } from '../../knowledge/takeout/takeout-names.ts';
import { type CompanionFacts, cleanCaption, cleanName, NO_FACTS } from './companion-facts.ts';
import { comparedName } from './companion-name.ts';
import { decodeText } from './decode-text.ts';

const MOST_PEOPLE = 200;
/** In UTF-16 units, of a name without its extension. */
const SHORTEST_CUT = 40;

const place = z.object({ latitude: z.number(), longitude: z.number() }).optional().catch(undefined);
const text = z.string().catch('');
const takeoutSchema = z.object({
  title: text,
  description: text,
  photoTakenTime: z
    .object({ timestamp: z.union([z.string(), z.number()]) })
    .optional()
    .catch(undefined),
  geoData: place,
  geoDataExif: place,
  people: z
    .array(z.object({ name: text }).catch({ name: '' }))
    .catch([])
    .default([]),
  favorited: z.boolean().catch(false).default(false),
});
const albumSchema = z.object({
  title: text,
  albumData: z.object({ title: text }).optional().catch(undefined),
});

/**
 * Reads the JSON that Google Takeout writes for one photo. Times are UTC: they are shown on the clock of the place where
 * the photo was taken, without a place on the clock of this computer. Throws for what is not JSON.
 * @param timeZone IANA name of this computer's zone; the system's if absent
 * @returns the facts of a photo by its name
 */
export function readTakeout(bytes: Uint8Array, timeZone?: string): (photo: Uint8Array) => CompanionFacts {
  const read = takeoutSchema.safeParse(JSON.parse(decodeText(bytes)));
  if (!read.success) return () => NO_FACTS;
  const { title, photoTakenTime, geoData, geoDataExif, description, people, favorited } = read.data;
  const location = locationOf(geoData) ?? locationOf(geoDataExif);
  const takenAt = takenAtOf(photoTakenTime?.timestamp, location, timeZone);
  const caption = cleanCaption(plainText(description));
  const names = people
    .slice(0, MOST_PEOPLE)
    .map(({ name }): NamedPerson => ({ name: cleanName(name), area: null }));
  const named = names.filter(({ name }) => name !== '');
  const metadata: Metadata = {
    keywords: [],
    ...(takenAt === null ? {} : { takenAt }),
    ...(location === undefined ? {} : { location }),
    ...(caption === '' ? {} : { caption }),
    ...(named.length === 0 ? {} : { people: named }),
  };
  return (photo) => {
    const lines = [uncutName(title, photo), metadata.caption ?? ''].filter((line) => line !== '');
    const caption = lines.length === 0 ? {} : { caption: lines.join('\n') };
    return { metadata: { ...metadata, ...caption }, isFavourite: favorited, albums: [] };
  };
}

/** The name that a photo had before Takeout cut it, without its extension; '' where it still has it. */
function uncutName(title: string, photo: Uint8Array): string {
  const stemOf = (name: string): string => name.replace(/\.[^.]{1,5}$/u, '');
  const cut = stemOf(comparedName(photo));
  const whole = stemOf(cleanName(plainText(title)));
  const isCut =
    cut.length >= SHORTEST_CUT && whole.length > cut.length && whole.toLowerCase().startsWith(cut);
  return isCut ? whole : '';
}

/** Name of the album that a folder's `metadata.json` describes, as facts of each of its photos. */
export function readTakeoutAlbum(bytes: Uint8Array): CompanionFacts {
  const read = albumSchema.safeParse(JSON.parse(decodeText(bytes)));
  const name = read.success ? cleanName(plainText(read.data.albumData?.title || read.data.title)) : '';
  return name === '' || TAKEOUT_FOLDER.test(name) ? NO_FACTS : { ...NO_FACTS, albums: [name] };
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

/** Takeout writes some texts as HTML has them: `Grandma&#39;s`. */
const plainText = (escaped: string): string =>
  escaped.replace(/&(amp|lt|gt|quot|#39);/gu, (entity, name: string) => ENTITIES[name] ?? entity);

/** Google writes 0, 0 for none. */
function locationOf(at: { latitude: number; longitude: number } | undefined): Location | undefined {
  if (at === undefined) return undefined;
  const { latitude, longitude } = at;
  const valid = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 && (latitude !== 0 || longitude !== 0);
  return valid ? { latitude, longitude } : undefined;
}

function takenAtOf(
  seconds: string | number | undefined,
  location: Location | undefined,
  timeZone: string | undefined,
): TakenAt | null {
  const time = Number(seconds) * 1000;
  if (seconds === undefined || seconds === '' || !Number.isFinite(time) || time === 0) return null;
  const zone = location === undefined ? timeZone : tzlookup(location.latitude, location.longitude);
  const date = dateOfMoment(time, zone);
  // Without a place the zone of the clock is not known.
  return date === null
    ? null
    : { ...date, offset: location === undefined ? null : date.offset, from: 'takeout' };
}
