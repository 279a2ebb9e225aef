import ExifReader from 'exifreader';
import type { Location, Metadata, TakenAt } from '../domain/metadata.ts';
import { cameraName } from './camera-name.ts';
import { dateInName } from './date-in-name.ts';

const MOST_KEYWORDS = 200;
const MOST_KEYWORD_CHARS = 200;
const MOST_CAPTION_CHARS = 2000;
const FIRST_PHOTOGRAPH = '1826-01-01';
/** Cameras write this where a caption belongs. */
const NO_CAPTION = /^(OLYMPUS DIGITAL CAMERA|SONY DSC|DCIM\\|Exif_JPEG_PICTURE|KONICA MINOLTA|MINOLTA DIGITAL CAMERA|SAMSUNG|DIGITAL CAMERA)/i;

interface Tag {
  readonly description?: unknown;
  readonly value?: unknown;
}
type Group = Readonly<Record<string, Tag | readonly Tag[] | undefined>>;

const clean = (text: string): string => text.replaceAll(/\p{Cc}+/gu, ' ').trim();

/** A tag as text: what exifreader describes, without control characters; empty where it is absent. */
function textOf(group: Group | undefined, name: string): string {
  const tag = group?.[name];
  const { description } = (Array.isArray(tag) ? (tag[0] ?? {}) : (tag ?? {})) as Tag;
  return typeof description === 'string' ? clean(description) : typeof description === 'number' ? String(description) : '';
}

/** A tag that may hold several values. */
function listOf(group: Group | undefined, name: string): string[] {
  const tag = group?.[name];
  if (tag === undefined) return [];
  const tags: readonly Tag[] = Array.isArray(tag) ? tag : [tag as Tag];
  return tags.flatMap((one) => {
    const inner = Array.isArray(one.value) ? (one.value as (Tag | string)[]) : [];
    const texts = inner.filter((item): item is Tag => typeof item === 'object' && item !== null);
    const chosen = texts.length > 0 ? texts.map(({ description }) => description) : [one.description];
    return chosen.filter((text): text is string => typeof text === 'string').map(clean);
  });
}

/**
 * What a photo's file says of itself. What cannot be read or is not plausible is absent; it never fails.
 * @param now ms since 1970
 */
export function readMetadata(
  file: { readonly bytes: Buffer; readonly name: string; readonly mtime: number },
  now: number,
): Metadata {
  let tags: Record<string, Group | undefined>;
  try {
    tags = ExifReader.load(file.bytes, { expanded: true }) as unknown as Record<string, Group | undefined>;
  } catch {
    tags = {};
  }
  const { exif, xmp, iptc, gps } = tags;
  const camera = cameraName(textOf(exif, 'Make'), textOf(exif, 'Model'));
  const lens = textOf(exif, 'LensModel') || textOf(xmp, 'Lens');
  const location = locationOf(gps);
  const rating = Number(textOf(xmp, 'Rating') || textOf(exif, 'Rating'));
  const caption = [
    textOf(xmp, 'title'),
    textOf(xmp, 'description'),
    textOf(iptc, 'Caption/Abstract'),
    textOf(exif, 'ImageDescription'),
  ].find((text) => text !== '' && !NO_CAPTION.test(text));
  const keywords = [
    ...listOf(xmp, 'subject'),
    ...listOf(xmp, 'hierarchicalSubject').flatMap((path) => path.split('|')),
    ...listOf(xmp, 'TagsList').flatMap((path) => path.split('/')),
    ...listOf(iptc, 'Keywords'),
  ]
    .map((word) => word.trim().slice(0, MOST_KEYWORD_CHARS))
    .filter((word) => word !== '');
  const takenAt = takenAtOf(tags, file, now);
  return {
    ...(takenAt === null ? {} : { takenAt }),
    ...(camera === '' ? {} : { camera }),
    ...(lens === '' || /^-+$/.test(lens) ? {} : { lens: lens.slice(0, 200) }),
    ...(location === null ? {} : { location }),
    keywords: [...new Set(keywords)].slice(0, MOST_KEYWORDS),
    ...(Number.isInteger(rating) && rating >= -1 && rating <= 5 && rating !== 0 ? { rating } : {}),
    ...(caption === undefined ? {} : { caption: caption.slice(0, MOST_CAPTION_CHARS) }),
  };
}

function locationOf(gps: Group | undefined): Location | null {
  const { Latitude, Longitude } = (gps ?? {}) as { Latitude?: unknown; Longitude?: unknown };
  const [latitude, longitude] = [Number(Latitude ?? Number.NaN), Number(Longitude ?? Number.NaN)];
  const inRange = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
  // 0, 0 is what a device without a fix writes, and lies in the sea.
  return inRange && !(latitude === 0 && longitude === 0) ? { latitude, longitude } : null;
}

const DATE = /^(\d{4})[-:](\d{2})[-:](\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2}))?)?/;

/** A written time as wall clock, with its offset; null where there is no such time or it is not believable. */
function wallClock(written: string, zone: string, now: number): { local: string; offset: number | null } | null {
  const match = DATE.exec(written);
  if (match === null) return null;
  const [, year, month, day, hour = '00', minute = '00', second = '00'] = match;
  const local = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
  const time = Date.parse(`${local}Z`);
  // Rolled over, such as February 30th, or out of range.
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 19) !== local) return null;
  if (local < FIRST_PHOTOGRAPH || time > now + 36 * 3600_000 || local === '1970-01-01T00:00:00') return null;
  const offset = /([+-])(\d{2}):?(\d{2})$/.exec(zone || written.slice(match[0].length));
  if (offset === null) return { local, offset: /Z$/.test(written) ? 0 : null };
  const minutes = Number(offset[2]) * 60 + Number(offset[3]);
  return { local, offset: Math.abs(minutes) > 14 * 60 ? null : offset[1] === '-' ? -minutes : minutes };
}

function takenAtOf(
  { exif, xmp, iptc }: Record<string, Group | undefined>,
  file: { readonly name: string; readonly mtime: number },
  now: number,
): TakenAt | null {
  const iptcDate = textOf(iptc, 'Date Created').replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3');
  const candidates: readonly (readonly [TakenAt['from'], string, string])[] = [
    ['exif-original', textOf(exif, 'DateTimeOriginal'), textOf(exif, 'OffsetTimeOriginal')],
    ['exif-digitized', textOf(exif, 'DateTimeDigitized'), textOf(exif, 'OffsetTimeDigitized')],
    ['xmp', textOf(xmp, 'DateCreated') || textOf(xmp, 'CreateDate'), ''],
    ['iptc', `${iptcDate} ${textOf(iptc, 'Time Created')}`, ''],
    ['gps', `${textOf(exif, 'GPSDateStamp')} ${textOf(exif, 'GPSTimeStamp')}`, '+00:00'],
    ['file-name', dateInName(file.name) ?? '', ''],
  ];
  for (const [from, written, zone] of candidates) {
    const time = wallClock(written, zone, now);
    if (time !== null) return { ...time, from };
  }
  const changed = new Date(file.mtime / 1000);
  if (Number.isNaN(changed.getTime())) return null;
  const offset = -changed.getTimezoneOffset();
  const local = new Date(changed.getTime() + offset * 60_000).toISOString().slice(0, 19);
  return wallClock(local, '', now) === null ? null : { local, offset, from: 'file-time' };
}
