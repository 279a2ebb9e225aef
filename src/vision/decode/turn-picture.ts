import sharp from 'sharp';

/**
 * A thumbnail turned clockwise.
 * @param thumbnail of any format that libvips reads
 * @param degrees 90, 180 or 270
 * @returns WebP
 */
export const turnPicture = async (thumbnail: Uint8Array, degrees: number): Promise<Uint8Array> =>
  sharp(thumbnail).rotate(degrees).webp({ quality: 85 }).toBuffer();
