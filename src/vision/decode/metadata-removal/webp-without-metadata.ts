import type { RemovedMetadata } from '../../../domain/exported-metadata.ts';
import { tiffWithoutMetadata } from './exif-without-metadata.ts';

const HEAD = 12;
/** What a picture needs to look the same: pixels, transparency, colour profile, animation. */
const KEPT: ReadonlySet<string> = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF', 'ICCP']);
/** Flags in the first byte of VP8X: it has EXIF, it has XMP. */
const [HAS_EXIF, HAS_XMP] = [0x08, 0x04];
const PREFIX = 'Exif\0\0';

/** @returns null where a chunk would end behind the file */
export function webpWithoutMetadata(webp: Buffer, what: RemovedMetadata): Buffer | null {
  const end = Math.min(webp.length, webp.readUInt32LE(4) + 8);
  const parts: Buffer[] = [];
  let features: Buffer | null = null;
  for (let at = HEAD; at + 8 <= end; ) {
    const length = webp.readUInt32LE(at + 4);
    if (at + 8 + length > end) return null;
    const type = webp.toString('latin1', at, at + 4);
    const content = webp.subarray(at + 8, at + 8 + length);
    if (KEPT.has(type)) {
      const chunk = chunkOf(type, content);
      parts.push(chunk);
      if (type === 'VP8X') {
        features = chunk;
        chunk.writeUInt8(chunk.readUInt8(8) & ~(HAS_EXIF | HAS_XMP), 8);
      }
    } else if (type === 'EXIF') {
      const isPrefixed = content.toString('latin1', 0, PREFIX.length) === PREFIX;
      const exif = tiffWithoutMetadata(isPrefixed ? content.subarray(PREFIX.length) : content, what);
      if (exif !== null) parts.push(chunkOf(type, exif));
      if (exif !== null) features?.writeUInt8(features.readUInt8(8) | HAS_EXIF, 8);
    }
    at += 8 + length + (length % 2);
  }
  const body = Buffer.concat([Buffer.from('WEBP', 'latin1'), ...parts]);
  return chunkOf('RIFF', body);
}

/** A chunk is as long as an even number of bytes; its length leaves the padding out. */
function chunkOf(type: string, content: Buffer): Buffer {
  const chunk = Buffer.alloc(8 + content.length + (content.length % 2));
  chunk.write(type, 'latin1');
  chunk.writeUInt32LE(content.length, 4);
  content.copy(chunk, 8);
  return chunk;
}
