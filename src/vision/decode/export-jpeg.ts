import sharp, { type Sharp } from 'sharp';
import type { ExportedMetadata } from '../../domain/exported-metadata.ts';
import { isFilmFormat, type PhotoFormat } from '../../domain/photo-format.ts';
import { ProblemError } from '../../domain/problem.ts';
import { log } from '../../platform/log/log.ts';
import { DEFAULT_LIMITS } from './decode-limits.ts';
import { libvips } from './decode-pixels.ts';
import { decodeWithin } from './decode-within.ts';
import { formatOfBytes } from './format-of-bytes.ts';
import { isRawFormat } from './format-readers.ts';
import { withoutGps } from './without-gps.ts';

/** Formats whose metadata libvips takes along. */
const DIRECT: readonly PhotoFormat[] = ['jpeg', 'png', 'webp', 'avif', 'tiff', 'gif'];
/** Longest side in pixels of a picture of another format. */
const MOST = 8192;
const QUALITY = 92;

interface JpegOptions {
  /** Degrees clockwise. */
  readonly turn: number;
  /** Longest side in pixels; null: as large as it is. */
  readonly largest: number | null;
  readonly metadata: ExportedMetadata;
  /** `YYYY:MM:DD HH:MM:SS`; null: that of the file. */
  readonly takenAt: string | null;
  /** What XMP a picture without its place has instead of that of its file. */
  readonly xmp: string | null;
}

/** A photo as an upright JPEG in sRGB; null for a film, a RAW and what cannot be decoded. */
export async function exportJpeg(bytes: Buffer, options: JpegOptions): Promise<Buffer | null> {
  const format = formatOfBytes(bytes);
  if (typeof format === 'object' || isFilmFormat(format) || isRawFormat(format)) return null;
  if (bytes.length > DEFAULT_LIMITS.maxBytes) return null;
  try {
    const input = DIRECT.includes(format)
      ? sharp(bytes, { failOn: 'none' }).autoOrient()
      : await decodeWithin(bytes, format, MOST);
    const image = withMetadata(shaped(input, options), options);
    const jpeg = await libvips.together(() => image.jpeg({ quality: QUALITY }).toBuffer());
    return options.metadata === 'no-place' ? await withoutPlace(jpeg) : jpeg;
  } catch (error) {
    // What libvips throws has no kind: the file is damaged, or of a form that it cannot read.
    if (!(error instanceof ProblemError)) log.warn('a picture cannot be converted', { error });
    return null;
  }
}

function shaped(image: Sharp, { turn, largest }: JpegOptions): Sharp {
  const turned = image.rotate(turn);
  return largest === null
    ? turned
    : turned.resize(largest, largest, { fit: 'inside', withoutEnlargement: true });
}

function withMetadata(image: Sharp, { metadata, takenAt, xmp }: JpegOptions): Sharp {
  if (metadata === 'none') return image;
  const kept = metadata === 'all' ? image.keepMetadata() : image.keepExif();
  const dated = takenAt === null ? kept : kept.withExifMerge({ IFD2: { DateTimeOriginal: takenAt } });
  return metadata === 'no-place' && xmp !== null ? dated.withXmp(xmp) : dated;
}

/** The same JPEG without coordinates in its EXIF block. */
async function withoutPlace(jpeg: Buffer): Promise<Buffer> {
  const { exif } = await sharp(jpeg).metadata();
  if (exif === undefined) return jpeg;
  const at = jpeg.indexOf(exif);
  if (at < 0) throw new Error('The EXIF block of an encoded JPEG is not in it.');
  withoutGps(exif).copy(jpeg, at);
  return jpeg;
}
