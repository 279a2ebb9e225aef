import { constants } from 'node:fs';
import { open } from 'node:fs/promises';

const HEAD_BYTES = 32;
const TIFF = ['II*\0', 'MM\0*', 'II+\0', 'MM\0+'];
const BMP_HEADER_BYTES = [12, 40, 52, 56, 64, 108, 124];
/** A box of file brands that has a brand of AVIF or HEIC among the first. */
const AVIF_OR_HEIC = /^.{4}ftyp(?:.{4}){0,5}?(?:avi[fos]|he[iv][cmsx]|mi[af]1|msf1)/s;

/** Whether the first bytes of a file, one character per byte, are those of a photo. */
const beginsAsPhoto = (head: string): boolean =>
  head.startsWith('\xff\xd8\xff') || // JPEG
  head.startsWith('\x89PNG\r\n\x1a\n') ||
  /^GIF8[79]a/.test(head) ||
  /^RIFF.{4}WEBP/s.test(head) ||
  // A Canon RAW begins like a TIFF.
  (TIFF.includes(head.slice(0, 4)) && head.slice(8, 10) !== 'CR') ||
  (/^BM.{4}\0{4}.{5}\0{3}/s.test(head) && BMP_HEADER_BYTES.includes(head.charCodeAt(14))) ||
  AVIF_OR_HEIC.test(head);

/**
 * Whether a file begins like a photo. Opens it read-only; never follows a link or waits for a pipe that replaced it. An
 * unreadable file is not a photo.
 */
export async function sniffPhoto(path: Buffer): Promise<boolean> {
  const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
  const file = await open(path, flags).catch(() => null);
  if (file === null) return false;
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return beginsAsPhoto(buffer.toString('latin1', 0, bytesRead));
  } catch {
    return false;
  } finally {
    await file.close();
  }
}
