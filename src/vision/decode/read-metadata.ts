import { dateOfMoment } from '../../domain/date-of-moment.ts';
import type { Location, Metadata, TakenAt } from '../../domain/metadata.ts';
import { chooseDate } from '../../knowledge/dates/choose-date.ts';
import { dateInFileName, dateInFolders } from '../../knowledge/dates/date-in-name.ts';
import { readTimestamp } from '../../knowledge/dates/read-timestamp.ts';
import { countryOfCode } from '../../knowledge/places/country-names.ts';
import { appleContentId } from './apple-content-id.ts';
import { cameraName } from './camera-name.ts';
import { keywordsOf } from './keywords-of.ts';
import { DATE_FIELDS, type MetadataTextField, type TagName, TEXT_FIELDS } from './metadata-fields.ts';
import {
  fieldOf,
  includedTags,
  isTag,
  type MetadataGroups,
  metadataGroups,
  type Tag,
  tagIn,
  textOf,
  texts,
  textsOf,
} from './metadata-groups.ts';
import { peopleOf } from './people-of.ts';

/** A name of a photo: of a file with its content. */
export interface PhotoName {
  /** File name, which may contain a date. */
  readonly name: string;
  /** Names of the folders that it lies in, from that which was chosen to the innermost. */
  readonly folders?: readonly string[];
  /** In microseconds since 1970. */
  readonly mtime: number;
  /** Where it is: a film is read from there by ranges. */
  readonly place?: FilePlace;
}

/** A file in a chosen folder. */
export interface FilePlace {
  /** Absolute path of the folder. */
  readonly folder: Uint8Array;
  /** Relative to the folder. */
  readonly path: Uint8Array;
}

export interface MetadataSource extends PhotoName {
  readonly bytes: Uint8Array;
}

/** Context that is not in the file. */
export interface World {
  /** In ms since 1970. */
  readonly now: number;
  /** IANA name; the system's time zone if absent. */
  readonly timeZone?: string;
}

/** Limits of stored texts, in UTF-16 units. */
const LONGEST_NAME = 200;
const LONGEST_CAPTION = 2000;

/** Default texts that cameras and programs write to caption fields. */
const NO_CAPTION =
  /^(.*digital (still )?camera|sony dsc|.* dsc picture|samsung camera pictures|exif_jpeg_picture|lead technologies.*|default|dcim.*|ascii|screenshot|untitled|image|maker:.*|created with .*|file written by .*|creator: gd-jpeg.*|intel\(r\) jpeg.*|lavc[\d.]*|optimized by .*|compressed by .*|charset=.*|[\s_\d.;:-]*|.*(filter: \d|mfnr:|runfunc:|hdrforward|touch: \(|fileterintensity).*)$/is;

/** Tags that are read by a reader of their own: keywords, ratings, coordinates, regions of people. */
const OTHER_TAGS: readonly TagName[] = [
  ...([
    'xmp:subject',
    'xmp:hierarchicalSubject',
    'xmp:TagsList',
    'iptc:Keywords',
    'exif:XPKeywords',
    'xmp:LastKeywordXMP',
    'xmp:CatalogSets',
    'xmp:keywords',
    'xmp:categories',
    'xmp:Keywords',
  ] as const),
  ...(['exif:Rating', 'exif:RatingPercent', 'xmp:Rating', 'xmp:RatingPercent', 'xmp:rating'] as const),
  ...(['exif:Orientation', 'xmp:Orientation'] as const),
  'exif:MakerNote',
  ...(['exif:GPSLatitude', 'exif:GPSLatitudeRef', 'exif:GPSLongitude', 'exif:GPSLongitudeRef'] as const),
  ...(['xmp:GPSLatitude', 'xmp:GPSLatitudeRef', 'xmp:GPSLongitude', 'xmp:GPSLongitudeRef'] as const),
  ...(['xmp:Regions', 'xmp:RegionInfo', 'xmp:ImageRegion', 'xmp:PersonInImageWDetails'] as const),
  ...(['xmp:LocationCreated', 'xmp:LocationShown'] as const),
];

const INCLUDED = includedTags(OTHER_TAGS);

/**
 * Reads the metadata of a photo file. Never throws because of its content: unreadable fields are absent. The fields and
 * their sources: metadata-fields.ts.
 */
export const readMetadata = (source: MetadataSource, world: World): Metadata =>
  readTurnedMetadata(source, world).metadata;

/** Metadata, and whether EXIF turns the picture by a right angle. */
export interface TurnedMetadata {
  readonly metadata: Metadata;
  readonly isTurned: boolean;
  /** 1 to 8, as in EXIF: how the stored picture is turned to be upright. Of its XMP where it has no EXIF. */
  readonly orientation: number;
}

/** As `readMetadata`. */
export function readTurnedMetadata(source: MetadataSource, world: World): TurnedMetadata {
  const groups = metadataGroups(source.bytes, INCLUDED);
  const dates = [...datesOf(groups), ...datesOfName(source, world)];
  const ofExif = numberOf(tagIn(groups, 'exif', 'Orientation')) ?? 1;
  return {
    orientation: orientationOf(groups),
    metadata: metadataOf(groups, chooseDate(dates, world.now)),
    // Decoders turn pictures by EXIF alone.
    isTurned: ofExif >= 5 && ofExif <= 8,
  };
}

/** Of XMP where there is no EXIF, as other programs show such a file. */
const orientationOf = (groups: MetadataGroups): number =>
  (numberOf(tagIn(groups, 'exif', 'Orientation')) ?? numberOf(tagIn(groups, 'xmp', 'Orientation'))) || 1;

/** Every date that the tags state, the most trusted source first. */
export const datesOf = (groups: MetadataGroups): TakenAt[] =>
  DATE_FIELDS.flatMap(({ from, date, time, offset = [] }): TakenAt[] => {
    const written = [date, ...(time === undefined ? [] : [time])].map((tag) => textOf(groups, tag)).join(' ');
    const zone = offset.map((tag) => textOf(groups, tag)).find((text) => text !== '') ?? '';
    const found = readTimestamp(written, from === 'gps' ? 'Z' : zone);
    return found === null ? [] : [{ ...found, from }];
  });

/** The dates that the name of a photo, its folders and the time of its file state. */
export function datesOfName({ name, folders = [], mtime }: PhotoName, world: World): TakenAt[] {
  const inName = dateInFileName(name, world);
  const inFolders = dateInFolders(folders, world);
  const ofFile = mtime > 0 ? dateOfMoment(mtime / 1000, world.timeZone) : null;
  return [
    ...(inName === null ? [] : [{ ...inName, from: 'file-name' as const }]),
    ...(inFolders === null ? [] : [{ ...inFolders, from: 'folder-name' as const }]),
    ...(ofFile === null ? [] : [{ ...ofFile, offset: null, from: 'file-time' as const }]),
  ];
}

type Lists = 'keywords' | 'placeNames' | 'people';
/** Fields that no tag has. */
type NotInTags = 'durationMs' | 'codec' | 'motionAt' | 'motionBytes';

/** Every field of a photo but the lists. */
type OptionalFields = {
  readonly [Name in Exclude<keyof Metadata, Lists | NotInTags>]-?: Metadata[Name] | undefined;
};

/** The fields of some tags, of a file or of an XMP packet. */
export function metadataOf(groups: MetadataGroups, takenAt: TakenAt | undefined): Metadata {
  const first = (field: MetadataTextField): string => wordsOf(groups, field)[0]?.replace(/\s+/g, ' ') ?? '';
  const people = peopleOf(groups, wordsOf(groups, 'people'), orientationOf(groups));
  const placeNames = placeNamesOf(groups, first);
  const optional = {
    takenAt,
    camera: cameraName(first('maker'), first('camera'))?.slice(0, LONGEST_NAME),
    lens: wordsOf(groups, 'lens')
      .find((lens) => /\p{L}/u.test(lens) && !/^(unknown|n\/a|0\.0 mm)/i.test(lens))
      ?.slice(0, LONGEST_NAME),
    location: exifLocation(groups) ?? xmpLocation(groups),
    rating: ratingOf(groups),
    caption: captionOf(groups),
    contentId: appleContentId(tagIn(groups, 'exif', 'MakerNote')),
  } satisfies OptionalFields;
  const known = Object.entries(optional).filter(([, value]) => value !== undefined);
  return {
    ...Object.fromEntries(known),
    keywords: keywordsOf(groups),
    ...(placeNames.length > 0 ? { placeNames } : {}),
    ...(people.length > 0 ? { people } : {}),
  };
}

/** All texts of a field, in the order of its sources. */
const wordsOf = (groups: MetadataGroups, field: MetadataTextField): string[] =>
  TEXT_FIELDS[field].tags.flatMap((tag) => textsOf(groups, tag));

/** Title, description and comments, a line each, without default texts and without what another line holds. */
function captionOf(groups: MetadataGroups): string | undefined {
  const fields = ['title', 'description', 'comments'] as const;
  const found = fields.flatMap((field) => {
    const words = wordsOf(groups, field).filter((text) => !NO_CAPTION.test(text));
    return TEXT_FIELDS[field].takes === 'first' ? words.slice(0, 1) : words;
  });
  return captionOfTexts(found);
}

/** Texts, a line each, without default texts and without what another line holds. */
export function captionOfTexts(texts: readonly string[]): string | undefined {
  const found = texts.filter((text) => text !== '' && !NO_CAPTION.test(text));
  const lines = found.filter(
    (text, at) => !found.some((other, before) => before < at && other.includes(text)),
  );
  return lines.join('\n').slice(0, LONGEST_CAPTION) || undefined;
}

/** The fields of a place in the structures of IPTC, where the photo was taken before what it shows. */
const PLACE_FIELDS = {
  sublocation: 'Sublocation',
  city: 'City',
  state: 'ProvinceState',
  country: 'CountryName',
} as const satisfies Partial<Record<MetadataTextField, string>>;

function placeNamesOf(groups: MetadataGroups, first: (field: MetadataTextField) => string): string[] {
  const places = (['LocationCreated', 'LocationShown'] as const).map((name) => {
    const tag = tagIn(groups, 'xmp', name);
    const value = isTag(tag) ? tag.value : undefined;
    return Array.isArray(value) ? (value[0] as unknown) : value;
  });
  const names = (['sublocation', 'city', 'state', 'country'] as const).map((field) => {
    const inPlaces = places.flatMap((place) => texts(fieldOf(place, PLACE_FIELDS[field])));
    return (first(field) || (inPlaces[0] ?? '')).slice(0, LONGEST_NAME);
  });
  if (names.at(-1) === '') {
    const codes = places.flatMap((place) => texts(fieldOf(place, 'CountryCode')));
    names.push(countryOfCode(first('countryCode') || (codes[0] ?? '')) ?? '');
  }
  return [...new Set(names)].filter((name) => /\p{L}/u.test(name));
}

/** Rating of XMP, of ACDSee, of EXIF, or as a percentage by Microsoft (1, 25, 50, 75, 99). */
function ratingOf(groups: MetadataGroups): number | undefined {
  const number = (text: string): number => Number.parseFloat(text);
  const ofPercent = (percent: number): number => (percent > 0 ? Math.round(percent / 25) + 1 : Number.NaN);
  const ratings = [
    number(textOf(groups, 'xmp:Rating')),
    number(textOf(groups, 'xmp:rating')),
    numberOf(tagIn(groups, 'exif', 'Rating')) ?? Number.NaN,
    ofPercent(number(textOf(groups, 'xmp:RatingPercent'))),
    ofPercent(numberOf(tagIn(groups, 'exif', 'RatingPercent')) ?? Number.NaN),
  ];
  return ratings.map(Math.round).find((stars) => stars === -1 || (stars >= 1 && stars <= 5));
}

function exifLocation(groups: MetadataGroups): Location | undefined {
  return location(
    angle(tagIn(groups, 'exif', 'GPSLatitude'), tagIn(groups, 'exif', 'GPSLatitudeRef')),
    angle(tagIn(groups, 'exif', 'GPSLongitude'), tagIn(groups, 'exif', 'GPSLongitudeRef')),
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

/** XMP writes `48,53.323582N` or `48,53,19N`; some programs write `48.8887N`, `-48.8887`, or the letter in a field of its own. */
function xmpLocation(groups: MetadataGroups): Location | undefined {
  const read = (name: 'GPSLatitude' | 'GPSLongitude'): number => {
    const text = String((tagIn(groups, 'xmp', name) as Tag | undefined)?.value).trim();
    const reference = /^[NSEW]/iu.exec(textOf(groups, `xmp:${name}Ref`))?.[0] ?? '';
    const [, sign, degrees, minutes = 0, seconds = 0, letter] =
      /^([-+]?)(\d+(?:\.\d+)?)(?:,(\d+(?:\.\d+)?)(?:,(\d+(?:\.\d+)?))?)?([NSEW])?$/i.exec(
        /^\d/u.test(text) && !/[A-Z]$/iu.test(text) ? text + reference : text,
      ) ?? [];
    const isAlone = letter === undefined && Number(minutes) === 0;
    const side = isAlone ? (sign === '-' ? -1 : 1) : (SIGN[letter?.toUpperCase() ?? ''] ?? Number.NaN);
    return side * (Number(degrees) + Number(minutes) / 60 + Number(seconds) / 3600);
  };
  return location(read('GPSLatitude'), read('GPSLongitude'));
}

/** Undefined for invalid numbers, coordinates off the globe, and 0, 0 from a receiver without a fix. */
function location(latitude: number, longitude: number): Location | undefined {
  const valid = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 && (latitude !== 0 || longitude !== 0);
  return valid ? { latitude, longitude } : undefined;
}

/** The number of a tag; undefined where it has none. */
function numberOf(tag: unknown): number | undefined {
  const value = (tag as Tag | undefined)?.value;
  return typeof value === 'number' || typeof value === 'string' ? Number(value) : undefined;
}
