import ExifReader from 'exifreader';
import sharp, { type Metadata, type Sharp } from 'sharp';
import type { PictureSize } from './check-size.ts';
import { heldOfJpeg } from './held-bytes.ts';
import { jpegSegments } from './jpeg-segments.ts';

const APP2 = 0xe2;
const MULTI_PICTURE = Buffer.from('MPF\0');
/** Highest byte of the type of a reduced copy of the whole photo for screens. */
const LARGE_THUMBNAIL = 1;
/** Maximum number of previews considered: cameras write one to three. */
const MOST = 4;
/** Tolerance for rounding to whole pixels. A larger difference means cropping or black bars. */
const ASPECT_TOLERANCE = 0.01;
/** Clockwise rotation in degrees by EXIF orientation. */
const TURNS: Readonly<Record<number, number>> = { 1: 0, 3: 180, 6: 90, 8: 270 };

/**
 * Finds the screen-size picture that a camera embedded in its JPEG (Multi-Picture Format, CIPA DC-007), because it is
 * much faster to decode. It must be large enough and, as far as can be checked without decoding the photo, show the
 * same: uncropped, in the same colours, with the same orientation. Damage to the pixels of the photo itself then goes
 * unnoticed.
 * @param photo metadata of the photo itself from the library
 * @param needed upright size in pixels
 * @returns a picture that is upright if it is read like the photo, or null
 */
export async function embeddedPreview(
  jpeg: Buffer,
  photo: Metadata,
  needed: PictureSize,
): Promise<Sharp | null> {
  for (const bytes of largeThumbnails(jpeg)) {
    const preview = sharp(bytes, { failOn: 'warning', limitInputPixels: false });
    const metadata = await preview.metadata().catch(() => null);
    const turn = metadata === null ? null : turnOf(metadata, photo, needed);
    if (turn !== null) return preview.rotate(turn);
  }
  return null;
}

/** JPEGs that a file declares as reduced copies of itself, smallest file first. */
function largeThumbnails(jpeg: Buffer): Uint8Array[] {
  const segments = [...jpegSegments(jpeg)];
  const hasSome = segments.some(
    ({ marker, start }) => marker === APP2 && jpeg.subarray(start + 4, start + 8).equals(MULTI_PICTURE),
  );
  if (!hasSome) return [];
  // The reader copies any picture in its input; there is none before the pixels.
  const head = jpeg.subarray(0, segments.at(-1)?.end);
  try {
    const { Images: images = [] } = ExifReader.load(head, { includeTags: { mpf: ['MPEntry', 'Images'] } });
    return images
      .filter(({ ImageType: { value } }) => value >> 16 === LARGE_THUMBNAIL)
      .map(({ ImageOffset: { value: start }, ImageSize: { value: size } }) => ({ start, end: start + size }))
      .filter(({ start, end }) => start > 0 && end > start && end <= jpeg.length)
      .slice(0, MOST)
      .map(({ start, end }) => jpeg.subarray(start, end))
      .sort((a, b) => a.length - b.length);
  } catch {
    // Expected of a damaged table: the photo itself is read then.
    return [];
  }
}

/** By how much a preview has to be turned to stand in for its photo, degrees; null where it cannot. */
function turnOf(preview: Metadata, photo: Metadata, [width, height]: PictureSize): number | null {
  // None is larger than what was allowed of the photo, or held as a whole while it is read.
  if (preview.format !== 'jpeg' || heldOfJpeg(preview) > 0 || preview.width >= photo.width) return null;
  const aspect = (preview.width * photo.height) / (preview.height * photo.width);
  if (Math.abs(aspect - 1) > ASPECT_TOLERANCE) return null;
  const profiles = [preview.icc ?? Buffer.alloc(0), photo.icc ?? Buffer.alloc(0)] as const;
  if (preview.space !== photo.space || !profiles[0].equals(profiles[1])) return null;
  const orientation = photo.orientation ?? 1;
  const turn = TURNS[orientation];
  if (turn === undefined || (preview.orientation ?? orientation) !== orientation) return null;
  const sides: PictureSize =
    turn % 180 === 0 ? [preview.width, preview.height] : [preview.height, preview.width];
  if (sides[0] < width || sides[1] < height) return null;
  // A preview with its own orientation is rotated by the library.
  return preview.orientation === undefined ? turn : 0;
}
