import type { Metadata } from 'sharp';
import type { FilmFormat, PhotoFormat, RawFormat } from '../../domain/photo-format.ts';
import { heldOfJpeg, heldOfPng, heldWhole, readByRow } from './held-bytes.ts';
import { jpegMetadataPart } from './jpeg-metadata-part.ts';
import { jxlMetadataPart } from './jxl-metadata-part.ts';
import { fullWeight, weightOfJpeg, weightOfPng } from './pixel-weight.ts';
import {
  type SizeReader,
  sizeOfBmp,
  sizeOfGif,
  sizeOfHeif,
  sizeOfJpeg,
  sizeOfPng,
  sizeOfWebp,
  sizeUnknown,
} from './size-in-head.ts';

/** Where metadata is looked for: a JPEG has it before its pixels, the others anywhere, but none so far in. */
const MOST_BYTES = 64 * 1024 * 1024;

interface FormatReader {
  /** The part of a file that its metadata lies in; null where it has none. */
  readonly metadataPart: (bytes: Uint8Array) => Uint8Array | null;
  /** Its size by its first bytes. */
  readonly sizeInHead: SizeReader;
  /**
   * How libvips reads the pixels; `thread` where a decoder of our own does, see decoder-worker.ts; `embedded` where a
   * JPEG in the file is read instead, see camera-raw/picture-in-raw.ts, which gives the metadata too.
   */
  readonly pixels: LibvipsReader | 'thread' | 'embedded';
}

interface LibvipsReader {
  /** What makes the strictest reading of a file fail. */
  readonly failOn: 'warning' | 'error';
  /** A smaller picture in the file may be read instead of the whole. */
  readonly hasPreview: boolean;
  /** What a pixel counts towards the limit of pixels, by the work that it is: 1 is one of 24 bits. */
  readonly pixelWeight: (metadata: Metadata) => number;
  /** Memory that libvips needs before the first row can be made smaller, by what the header claims, in bytes. */
  readonly heldBytes: (metadata: Metadata) => number;
}

const wholeFile = (bytes: Uint8Array): Uint8Array => bytes.subarray(0, MOST_BYTES);
const none = (): null => null;
const RAW = { metadataPart: none, sizeInHead: sizeUnknown, pixels: 'embedded' } as const;

/** One row a format but those of films, see src/vision/film: how it is decoded. Everything else about a format: src/domain/photo-format.ts. */
export const FORMAT_READERS = {
  jpeg: {
    metadataPart: jpegMetadataPart,
    sizeInHead: sizeOfJpeg,
    pixels: { failOn: 'warning', hasPreview: true, pixelWeight: weightOfJpeg, heldBytes: heldOfJpeg },
  },
  png: {
    metadataPart: wholeFile,
    sizeInHead: sizeOfPng,
    pixels: { failOn: 'warning', hasPreview: false, pixelWeight: weightOfPng, heldBytes: heldOfPng },
  },
  webp: {
    metadataPart: wholeFile,
    sizeInHead: sizeOfWebp,
    pixels: { failOn: 'warning', hasPreview: false, pixelWeight: fullWeight, heldBytes: readByRow },
  },
  gif: {
    metadataPart: wholeFile,
    sizeInHead: sizeOfGif,
    pixels: { failOn: 'warning', hasPreview: false, pixelWeight: fullWeight, heldBytes: heldWhole },
  },
  // The TIFF library warns of every field that is new to it: there only errors count.
  tiff: {
    metadataPart: wholeFile,
    sizeInHead: sizeUnknown,
    pixels: { failOn: 'error', hasPreview: false, pixelWeight: fullWeight, heldBytes: readByRow },
  },
  avif: {
    metadataPart: wholeFile,
    sizeInHead: sizeOfHeif,
    pixels: { failOn: 'warning', hasPreview: false, pixelWeight: fullWeight, heldBytes: heldWhole },
  },
  bmp: { metadataPart: none, sizeInHead: sizeOfBmp, pixels: 'thread' },
  heic: { metadataPart: wholeFile, sizeInHead: sizeOfHeif, pixels: 'thread' },
  jxl: { metadataPart: jxlMetadataPart, sizeInHead: sizeUnknown, pixels: 'thread' },
  cr2: RAW,
  cr3: RAW,
  nef: RAW,
  arw: RAW,
  dng: RAW,
  raf: RAW,
  orf: RAW,
  rw2: RAW,
  pef: RAW,
  srw: RAW,
  x3f: RAW,
} as const satisfies Record<Exclude<PhotoFormat, FilmFormat>, FormatReader>;

/** Formats that libvips does not read: a decoder of our own does, in a thread. */
export type ThreadFormat = {
  [F in keyof typeof FORMAT_READERS]: (typeof FORMAT_READERS)[F]['pixels'] extends 'thread' ? F : never;
}[keyof typeof FORMAT_READERS];

/** Whether a decoder of our own reads a format. */
export const isThreadFormat = (format: keyof typeof FORMAT_READERS): format is ThreadFormat =>
  FORMAT_READERS[format].pixels === 'thread';

/** Whether the picture of a format is a JPEG in a camera's raw file. */
export const isRawFormat = (format: keyof typeof FORMAT_READERS): format is RawFormat =>
  FORMAT_READERS[format].pixels === 'embedded';
