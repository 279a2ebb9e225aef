/**
 * Sources of the time, the most trusted first. Which field each is read from: src/vision/decode/metadata-fields.ts. A
 * finer date of a later source wins where it lies within a coarser one of an earlier source.
 */
export const TAKEN_AT_SOURCES = [
  'user', // the user, in this program: src/domain/photo-edit.ts
  'sidecar', // XMP sidecar: exif:DateTimeOriginal, photoshop:DateCreated, xmp:CreateDate
  'exif-original', // EXIF DateTimeOriginal
  'exif-digitized', // EXIF DateTimeDigitized
  'xmp', // XMP exif:DateTimeOriginal, photoshop:DateCreated, xmp:CreateDate
  'iptc', // IPTC DateCreated + TimeCreated
  'iptc-digital', // IPTC DigitalCreationDate + DigitalCreationTime
  'png-text', // PNG text "Creation Time"
  'gps', // GPSDateStamp + GPSTimeStamp (UTC)
  'film', // of a film, on the clock of its place: QuickTime creationdate, IDIT, XMP
  'takeout', // Google Takeout JSON: photoTakenTime (UTC)
  'file-name', // IMG_20190614_120000.jpg, 2019-06-14 12.00.00.jpg
  'film-moment', // of a film, in UTC, often of its end or of a copy: creation time of the movie header, DateUTC
  'folder-name', // 2019/07/12, 2019-07-12 Beach, Italy 2019
  'exif-modified', // EXIF DateTime, XMP ModifyDate: the last change by a program
  'png-modified', // PNG tIME
  'file-time', // the file's own mtime, when nothing else is known: sorts, but is no date
] as const;
export type TakenAtSource = (typeof TAKEN_AT_SOURCES)[number];

/** The place of a source in TAKEN_AT_SOURCES; NO_DATE_RANK for none. */
export const dateRankOf = (from: TakenAtSource | null): number =>
  from === null ? NO_DATE_RANK : TAKEN_AT_SOURCES.indexOf(from);
export const NO_DATE_RANK = 255;

/** What is known of a date, the coarsest first. */
export const DATE_PRECISIONS = ['year', 'month', 'day', 'minute', 'second'] as const;
export type DatePrecision = (typeof DATE_PRECISIONS)[number];

/** A date as it was written somewhere, in local time of the place where it was written. */
export interface WrittenDate {
  /** Wall-clock time, `YYYY-MM-DDTHH:mm:ss`; parts finer than the precision are those of the start of the span. */
  readonly local: string;
  readonly precision: DatePrecision;
  /** Minutes east of UTC; null if unknown. */
  readonly offset: number | null;
}

/** When a photo was taken. */
export interface TakenAt extends WrittenDate {
  readonly from: TakenAtSource;
}

/** Degrees, WGS 84; north and east positive. */
export interface Location {
  readonly latitude: number;
  readonly longitude: number;
}

/** A part of a picture as fractions of its upright width and height, from the top left. */
export interface PictureArea {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** A person that the owner, or a program for the owner, named in a photo. */
export interface NamedPerson {
  readonly name: string;
  /** Null where only the name is known. */
  readonly area: PictureArea | null;
}

/** Metadata of a photo file. A field is absent if the file has none or only an implausible one. */
export interface Metadata {
  readonly takenAt?: TakenAt;
  /** Maker and model without repetition: "Canon EOS REBEL T3i", "Apple iPhone 4". */
  readonly camera?: string;
  readonly lens?: string;
  readonly location?: Location;
  /** Keywords of other programs (XMP dc:subject, lr:hierarchicalSubject leaves, IPTC 2:25). */
  readonly keywords: readonly string[];
  /** 1 to 5 stars; -1 for rejected (XMP). Absent if not rated. */
  readonly rating?: number;
  /** Title, description and other texts, a line each. */
  readonly caption?: string;
  /** Names of the place as the file writes them, the narrowest first: sublocation, city, state, country. */
  readonly placeNames?: readonly string[];
  /** The people in it, each name once. */
  readonly people?: readonly NamedPerson[];
  /** Of a film: its length, absent where it is not known, and its codec: `h264`, `hevc`, `vp9`, `av1`, `mjpeg` … */
  readonly durationMs?: number;
  readonly codec?: string;
  /** What the photo and the film of a live photo have in common: Apple's content identifier. */
  readonly contentId?: string;
  /** Where in the file of a photo its film lies, which some phones put there, and its length; both in bytes. */
  readonly motionAt?: number;
  readonly motionBytes?: number;
}

/** What becomes of a field of metadata once it is read. */
interface MetadataFieldRow {
  /** The METADATA_VERSION since which it is read as it is now: a new one for a new field, or another way to read it. */
  readonly version: number;
  /** Whether files beside the photo have it too: src/indexing/companions/merge-metadata.ts states which counts. */
  readonly from: 'file' | 'companions';
  /**
   * In the details of a photo and in `--json`: `as-kept`, by its row in `plainMetadata` of src/api/contract/photo-calls.ts;
   * `made` into another form by src/app/views/photo-view.ts; `not`, where it means nothing to a person.
   */
  readonly shown: 'as-kept' | 'made' | 'not';
}

/** One row each. */
export const METADATA_FIELDS = {
  takenAt: { version: 4, from: 'companions', shown: 'made' },
  camera: { version: 1, from: 'companions', shown: 'as-kept' },
  lens: { version: 1, from: 'companions', shown: 'as-kept' },
  location: { version: 1, from: 'companions', shown: 'made' },
  keywords: { version: 1, from: 'companions', shown: 'made' },
  rating: { version: 1, from: 'companions', shown: 'as-kept' },
  caption: { version: 1, from: 'companions', shown: 'as-kept' },
  placeNames: { version: 1, from: 'companions', shown: 'made' },
  people: { version: 1, from: 'companions', shown: 'made' },
  durationMs: { version: 1, from: 'file', shown: 'as-kept' },
  codec: { version: 1, from: 'file', shown: 'as-kept' },
  contentId: { version: 2, from: 'file', shown: 'not' },
  motionAt: { version: 2, from: 'file', shown: 'not' },
  motionBytes: { version: 2, from: 'file', shown: 'not' },
} as const satisfies Readonly<Record<keyof Metadata, MetadataFieldRow>>;

/** Changes with what is read of a file: photos of an older version are read again in the background. */
export const METADATA_VERSION = Math.max(...Object.values(METADATA_FIELDS).map(({ version }) => version));

/** The fields whose rows have these properties. */
type FieldsWith<Row> = {
  [F in keyof typeof METADATA_FIELDS]: (typeof METADATA_FIELDS)[F] extends Row ? F : never;
}[keyof typeof METADATA_FIELDS];
/** Fields that companions have too. */
export type CompanionField = FieldsWith<{ readonly from: 'companions' }>;
/** Fields that are shown as they are kept. */
export type PlainField = FieldsWith<{ readonly shown: 'as-kept' }>;
/** Fields that are shown, in one form or another. */
export type ShownField = FieldsWith<{ readonly shown: 'as-kept' | 'made' }>;
