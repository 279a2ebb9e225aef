import ExifReader from 'exifreader';
import type { Location, Metadata } from '../../domain/metadata.ts';
import { cameraName } from './camera-name.ts';
import { type DateText, takenAt } from './taken-at.ts';

export interface MetadataSource {
  readonly bytes: Uint8Array;
  /** File name, which may contain a date. */
  readonly name: string;
  /** In microseconds since 1970. */
  readonly mtime: number;
}

/** Context that is not in the file. */
export interface World {
  /** In ms since 1970. */
  readonly now: number;
  /** IANA name; the system's time zone if absent. */
  readonly timeZone?: string;
}

/** Limits of stored texts, in UTF-16 units. */
const MOST_KEYWORDS = 200;
const LONGEST_KEYWORD = 200;
const LONGEST_NAME = 200;
const LONGEST_CAPTION = 2000;

const EXIF_TAGS = [
  'Make',
  'Model',
  'LensModel',
  'ImageDescription',
  'Rating',
  'XPKeywords',
  'DateTimeOriginal',
  'DateTimeDigitized',
  'OffsetTime',
  'OffsetTimeOriginal',
  'OffsetTimeDigitized',
  'GPSDateStamp',
  'GPSTimeStamp',
  'GPSLatitude',
  'GPSLatitudeRef',
  'GPSLongitude',
  'GPSLongitudeRef',
] as const;
const IPTC_TAGS = [
  'Object Name',
  'Headline',
  'Caption/Abstract',
  'Keywords',
  'Date Created',
  'Time Created',
] as const;
const XMP_TAGS = [
  'title',
  'description',
  'subject',
  'hierarchicalSubject',
  'TagsList',
  'Rating',
  'RatingPercent',
  'Lens',
  'DateTimeOriginal',
  'DateCreated',
  'CreateDate',
  'GPSLatitude',
  'GPSLongitude',
] as const;

/** Default texts that cameras and programs write to caption fields. */
const NO_CAPTION =
  /^(.*digital (still )?camera|sony dsc|.* dsc picture|samsung camera pictures|exif_jpeg_picture|lead technologies.*|default|dcim.*|ascii|screenshot|untitled|image|maker:.*|_*)$/i;

/** Bidirectional marks, with which a text could pose as another. */
const TURNS = /[\u202A-\u202E\u2066-\u2069]/gu;

interface Tag {
  readonly value: unknown;
  readonly description?: unknown;
}
type Group<Name extends string> = Readonly<Partial<Record<Name, Tag | readonly Tag[]>>>;
interface Groups {
  readonly exif?: Group<(typeof EXIF_TAGS)[number]>;
  readonly iptc?: Group<(typeof IPTC_TAGS)[number]>;
  readonly xmp?: Group<(typeof XMP_TAGS)[number]>;
}
/** Fields that a file may lack: each is read below. */
type Optional = Exclude<keyof Metadata, 'keywords'>;
type Exif = NonNullable<Groups['exif']>;
type Iptc = NonNullable<Groups['iptc']>;
type Xmp = NonNullable<Groups['xmp']>;

/**
 * Reads the metadata of a photo file. Never throws because of its content: unreadable fields are absent. The time is
 * the first plausible one in the order of TAKEN_AT_SOURCES.
 */
export function readMetadata({ bytes, name, mtime }: MetadataSource, world: World): Metadata {
  const { exif = {}, iptc = {}, xmp = {} } = groupsOf(bytes);
  const dates: DateText[] = [
    {
      from: 'exif-original',
      text: text(exif.DateTimeOriginal),
      offset: text(exif.OffsetTimeOriginal) || text(exif.OffsetTime),
    },
    {
      from: 'exif-digitized',
      text: text(exif.DateTimeDigitized),
      offset: text(exif.OffsetTimeDigitized),
    },
    { from: 'xmp', text: text(xmp.DateTimeOriginal) },
    { from: 'xmp', text: text(xmp.DateCreated) },
    { from: 'xmp', text: text(xmp.CreateDate) },
    { from: 'iptc', text: `${text(iptc['Date Created'])} ${text(iptc['Time Created'])}` },
    { from: 'gps', text: `${text(exif.GPSDateStamp)} ${text(exif.GPSTimeStamp)}`, offset: 'Z' },
    { from: 'file-name', text: name.slice(0, 1000) },
    { from: 'file-time', text: wallClock(mtime / 1000, world.timeZone) },
  ];
  const title = caption(xmp.title) || caption(iptc['Object Name']) || caption(iptc.Headline);
  const description =
    caption(xmp.description) || caption(iptc['Caption/Abstract']) || caption(exif.ImageDescription);
  const optional: { readonly [Field in Optional]: Metadata[Field] | undefined } = {
    takenAt: takenAt(dates, world.now),
    camera: cameraName(text(exif.Make), text(exif.Model))?.slice(0, LONGEST_NAME),
    lens: [text(exif.LensModel), text(xmp.Lens)]
      .find((lens) => /\p{L}/u.test(lens) && !/^(unknown|n\/a|0\.0 mm)/i.test(lens))
      ?.slice(0, LONGEST_NAME),
    location: exifLocation(exif) ?? xmpLocation(xmp),
    rating: ratingOf(exif, xmp),
    caption:
      [...new Set([title, description])].filter(Boolean).join('\n').slice(0, LONGEST_CAPTION) || undefined,
  };
  const known = Object.entries(optional).filter(([, value]) => value !== undefined);
  return { ...Object.fromEntries(known), keywords: keywordsOf(exif, iptc, xmp) };
}

function groupsOf(bytes: Uint8Array): Groups {
  try {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const includeTags = { exif: [...EXIF_TAGS], iptc: [...IPTC_TAGS], xmp: [...XMP_TAGS] };
    return ExifReader.load(buffer, { expanded: true, includeTags }) as unknown as Groups;
  } catch {
    // Expected of a damaged file, which is found without what it says of itself.
    return {};
  }
}

/** All texts of a tag, in order: one of a plain tag, several of a list. Default texts of cameras are removed. */
function texts(tag: unknown): string[] {
  if (Array.isArray(tag)) return tag.slice(0, 1000).flatMap(texts);
  if (typeof tag === 'string') {
    const clean = (tag.slice(0, 20_000).split('\0', 1)[0] ?? '')
      .replace(/[^\P{Cc}\n]+|[\p{Zl}\p{Zp}]+/gu, ' ')
      .replace(TURNS, '')
      .trim();
    return clean === '' ? [] : [clean];
  }
  if (typeof tag !== 'object' || tag === null) return [];
  const { value, description } = tag as Tag;
  // EXIF texts are split at NUL, and the first part is the value. The list of an XMP array has its items in `value`;
  // other values are formatted in `description`.
  if (Array.isArray(value) && typeof value[0] === 'string') return texts(value[0]);
  return Array.isArray(value) &&
    value.some((item) => typeof item === 'object' && item !== null && 'value' in item)
    ? texts(value)
    : texts(typeof description === 'string' ? description : value);
}

/** The first text of a tag on one line, or ''. */
const text = (tag: unknown): string => (texts(tag)[0] ?? '').replace(/\s+/g, ' ');

function caption(tag: unknown): string {
  const words = texts(tag)[0] ?? '';
  return NO_CAPTION.test(words) ? '' : words;
}

function keywordsOf(exif: Exif, iptc: Iptc, xmp: Xmp): string[] {
  const found = [
    ...texts(xmp.subject),
    ...texts(xmp.hierarchicalSubject).flatMap((path) => path.split('|')),
    ...texts(xmp.TagsList).flatMap((path) => path.split('/')),
    ...texts(iptc.Keywords),
    ...texts(exif.XPKeywords).flatMap((list) => list.split(/[;,]/)),
  ];
  const unique = new Map<string, string>();
  for (const raw of found) {
    const keyword = raw.normalize('NFC').replace(/\s+/g, ' ').trim().slice(0, LONGEST_KEYWORD);
    const key = keyword.toLowerCase();
    if (key !== '' && !unique.has(key)) unique.set(key, keyword);
    if (unique.size === MOST_KEYWORDS) break;
  }
  return [...unique.values()];
}

/** Rating of XMP, of EXIF, or as a percentage by Microsoft (1, 25, 50, 75, 99). */
function ratingOf(exif: Exif, xmp: Xmp): number | undefined {
  const percent = Number.parseInt(text(xmp.RatingPercent), 10);
  const ratings = [
    Number.parseFloat(text(xmp.Rating)),
    Number(text(exif.Rating) || Number.NaN),
    Math.round(percent / 25) + 1,
  ];
  return ratings.map(Math.round).find((stars) => stars === -1 || (stars >= 1 && stars <= 5));
}

function exifLocation(exif: Exif): Location | undefined {
  return location(
    angle(exif.GPSLatitude, exif.GPSLatitudeRef),
    angle(exif.GPSLongitude, exif.GPSLongitudeRef),
  );
}

/** Degrees from the three fractions of EXIF, negative to the south and west; NaN if invalid. */
function angle(tag: unknown, reference: unknown): number {
  const values = (tag as Tag | undefined)?.value;
  const letters = (reference as Tag | undefined)?.value;
  const sign =
    SIGN[
      String(Array.isArray(letters) ? letters[0] : letters)
        .trim()
        .slice(0, 1)
        .toUpperCase()
    ];
  if (!Array.isArray(values) || sign === undefined) return Number.NaN;
  const [degrees = Number.NaN, minutes = 0, seconds = 0] = values.map((fraction: unknown) => {
    const [over, under] = Array.isArray(fraction) ? fraction : [fraction, 1];
    return over === 0 ? 0 : Number(over) / Number(under);
  });
  return sign * (degrees + minutes / 60 + seconds / 3600);
}

const SIGN: Readonly<Record<string, number>> = { N: 1, E: 1, S: -1, W: -1 };

/** XMP writes `48,53.323582N` or `48,53,19N`. */
function xmpLocation(xmp: Xmp): Location | undefined {
  const read = (tag: unknown): number => {
    const [, degrees, minutes, seconds = 0, letter = ''] =
      /^(\d+),(\d+(?:\.\d+)?)(?:,(\d+(?:\.\d+)?))?([NSEW])$/i.exec(
        String((tag as Tag | undefined)?.value).trim(),
      ) ?? [];
    return (
      (SIGN[letter.toUpperCase()] ?? Number.NaN) *
      (Number(degrees) + Number(minutes) / 60 + Number(seconds) / 3600)
    );
  };
  return location(read(xmp.GPSLatitude), read(xmp.GPSLongitude));
}

/** Undefined for invalid numbers, coordinates off the globe, and 0, 0 from a receiver without a fix. */
function location(latitude: number, longitude: number): Location | undefined {
  const valid = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 && (latitude !== 0 || longitude !== 0);
  return valid ? { latitude, longitude } : undefined;
}

/** Cached, because creating one takes longer than reading all other metadata of a photo. */
const clocks = new Map<string | undefined, Intl.DateTimeFormat>();

function clockOf(timeZone: string | undefined): Intl.DateTimeFormat {
  const known = clocks.get(timeZone);
  if (known !== undefined) return known;
  // Swedish dates have the format of ISO 8601.
  const clock = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'medium', timeZone });
  clocks.set(timeZone, clock);
  return clock;
}

/** Local time of a moment (ms since 1970) in a time zone; '' if invalid, or the zero of an unset clock. */
const wallClock = (time: number, timeZone: string | undefined): string =>
  Number.isNaN(new Date(time).getTime()) || time <= 0 ? '' : clockOf(timeZone).format(time);
