/** Sources of the time; the first that is present and plausible wins. */
export const TAKEN_AT_SOURCES = [
  'exif-original', // EXIF DateTimeOriginal
  'exif-digitized', // EXIF DateTimeDigitized
  'xmp', // XMP photoshop:DateCreated, xmp:CreateDate
  'iptc', // IPTC DateCreated + TimeCreated
  'gps', // GPSDateStamp + GPSTimeStamp (UTC)
  'file-name', // IMG_20190614_120000.jpg, 2019-06-14 12.00.00.jpg
  'file-time', // the file's own mtime, when nothing else is known
] as const;
export type TakenAtSource = (typeof TAKEN_AT_SOURCES)[number];

/** When a photo was taken, in local time of the place where it was taken. */
export interface TakenAt {
  /** Wall-clock time, `YYYY-MM-DDTHH:mm:ss`. */
  readonly local: string;
  /** Minutes east of UTC; null if unknown. */
  readonly offset: number | null;
  readonly from: TakenAtSource;
}

/** Degrees, WGS 84; north and east positive. */
export interface Location {
  readonly latitude: number;
  readonly longitude: number;
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
  /** Title or caption, for the viewer. */
  readonly caption?: string;
}
