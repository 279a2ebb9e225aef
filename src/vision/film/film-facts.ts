/** Texts of a film as its container has them; '' where it has none. */
export interface FilmTexts {
  /** A date with or without a zone: of QuickTime's creation date, `©day`, `IDIT`. */
  readonly date: string;
  /** ISO 6709: `+48.8577+002.2950+035/`. */
  readonly place: string;
  readonly maker: string;
  readonly model: string;
  readonly lens: string;
  readonly title: string;
  readonly description: string;
  readonly comment: string;
  /** Separated by commas or semicolons. */
  readonly keywords: string;
  /** Of the film of a live photo: the content identifier that its photo has too. */
  readonly contentId: string;
}

export const NO_TEXTS: FilmTexts = {
  date: '',
  place: '',
  maker: '',
  model: '',
  lens: '',
  title: '',
  description: '',
  comment: '',
  keywords: '',
  contentId: '',
};

/** What a film states of itself. */
export interface FilmFacts {
  /** In pixels, as it is shown: upright, with square pixels. */
  readonly width: number;
  readonly height: number;
  /** Null where only reading all of it would show. */
  readonly durationMs: number | null;
  /** `h264`, `hevc`, `vp9`, `av1`, `mjpeg` …; the four characters of another one. */
  readonly codec: string;
  /** Moment of recording, in ms since 1970; null where the film has none. Often that of the end. */
  readonly moment: number | null;
  readonly texts: FilmTexts;
  /** The end of the file is missing; what is there can be used. */
  readonly isCutShort: boolean;
  /** An XMP packet; null where it has none. */
  readonly xmp: Uint8Array | null;
}

/** Frames of a film, each in a file of its own that is decoded like a photo. */
export interface FilmFrames {
  readonly format: 'heic' | 'jpeg';
  readonly files: readonly Uint8Array[];
}
