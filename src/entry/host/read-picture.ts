import type { PictureRequest } from '../../api/host-message.ts';
import type { PicturePart } from '../../api/picture-response.ts';
import type { Library, Picture } from '../../app/library.ts';
import { BeachcombError } from '../../domain/error.ts';

const ICON_PIXELS = 128;
/**
 * Maximum side of a copied picture in pixels, because larger ones are too much for clipboards and for programs that
 * paste.
 */
const COPY_PIXELS = 8192;

/** @throws BeachcombError if there is no such photo, or its file cannot be read or decoded */
export async function readPicture(
  library: Library,
  { kind, photo, face, from = 0, version }: PictureRequest,
): Promise<Picture | PicturePart> {
  if (kind === 'face') return library.facePicture(face ?? '');
  if (kind === 'original') return library.originalPart(photo, from, version ?? null);
  if (kind === 'motion') return library.motionPart(photo, from, version ?? null);
  if (kind === 'copy')
    return { type: 'image/png', bytes: await pngOf(await library.originalForConversion(photo)) };
  const thumbnail = await library.turnedThumbnail(photo);
  if (thumbnail === null) throw new BeachcombError('not-found', `There is no picture of photo ${photo}.`);
  if (kind === 'thumbnail') return thumbnail;
  if (thumbnail.bytes.length === 0) throw new BeachcombError('not-found', 'Its thumbnail is not made yet.');
  // Imported on demand: libvips and its memory are needed only when a photo is dragged out.
  const { default: sharp } = await import('sharp');
  const icon = sharp(thumbnail.bytes).resize(ICON_PIXELS, ICON_PIXELS, { fit: 'inside' });
  return { type: 'image/png', bytes: await icon.png().toBuffer() };
}

/** An upright picture of at most COPY_PIXELS a side. */
async function pngOf({ bytes, turn }: Picture & { readonly turn: number }): Promise<Uint8Array> {
  const { default: sharp } = await import('sharp');
  return (
    sharp(bytes, { failOn: 'none' })
      .autoOrient()
      .rotate(turn)
      .resize(COPY_PIXELS, COPY_PIXELS, { fit: 'inside', withoutEnlargement: true })
      // Low compression, because the PNG is short-lived.
      .png({ compressionLevel: 1 })
      .toBuffer()
  );
}
