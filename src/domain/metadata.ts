/** Where the time came from; the first of these that is present and plausible wins. */
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

/** When a photo was taken. The clock on the wall where it was taken is what people mean by a date. */
export interface TakenAt {
  /** Wall-clock time, `YYYY-MM-DDTHH:mm:ss`. */
  readonly local: string;
  /** Minutes east of UTC, or null when the camera did not say. */
  readonly offset: number | null;
  readonly from: TakenAtSource;
}

/** Degrees, WGS 84; north and east positive. */
export interface Location {
  readonly latitude: number;
  readonly longitude: number;
}

/** What a photo's file says of itself. Absent fields are absent in the file, or were not plausible. */
export interface Metadata {
  readonly takenAt?: TakenAt;
  /** Maker and model without repetition, as people say it: "Canon EOS REBEL T3i", "Apple iPhone 4". */
  readonly camera?: string;
  readonly lens?: string;
  readonly location?: Location;
  /** Keywords that other programs left (XMP dc:subject, lr:hierarchicalSubject leaves, IPTC 2:25). */
  readonly keywords: readonly string[];
  /** 1 to 5 stars; -1 is rejected (XMP). Absent when not rated. */
  readonly rating?: number;
  /** Title or caption, for the viewer. */
  readonly caption?: string;
}
