import { crc32 } from 'node:zlib';
import type { RemovedMetadata } from '../../../domain/exported-metadata.ts';
import { tiffWithoutMetadata } from './exif-without-metadata.ts';

const SIGNATURE = 8;
/** Length, type and checksum of a chunk, bytes. */
const AROUND = 12;
/** What a picture needs to look the same: pixels, colours, resolution, animation. */
const KEPT: ReadonlySet<string> = new Set([
  'IHDR',
  'PLTE',
  'IDAT',
  'IEND',
  'tRNS',
  'bKGD',
  'hIST',
  'sPLT',
  'sBIT',
  'pHYs',
  'cHRM',
  'gAMA',
  'iCCP',
  'sRGB',
  'cICP',
  'mDCV',
  'cLLI',
  'acTL',
  'fcTL',
  'fdAT',
]);
const TEXTS: ReadonlySet<string> = new Set(['tEXt', 'zTXt', 'iTXt']);
/** Texts that hold EXIF, IPTC or XMP. */
const HOLDERS = /^(XML:com\.adobe\.xmp|Raw profile type )/i;

/** @returns null where a chunk would end behind the file */
export function pngWithoutMetadata(png: Buffer, what: RemovedMetadata): Buffer | null {
  const parts = [png.subarray(0, SIGNATURE)];
  for (let at = SIGNATURE; at + AROUND <= png.length; ) {
    const length = png.readUInt32BE(at);
    const end = at + AROUND + length;
    if (end > png.length) return null;
    const type = png.toString('latin1', at + 4, at + 8);
    const content = png.subarray(at + 8, end - 4);
    if (KEPT.has(type)) parts.push(png.subarray(at, end));
    else if (type === 'eXIf') {
      const exif = tiffWithoutMetadata(content, what);
      if (exif !== null) parts.push(chunkOf(type, exif));
    } else if (what === 'no-place' && (type === 'tIME' || (TEXTS.has(type) && isOwnText(content))))
      parts.push(png.subarray(at, end));
    if (type === 'IEND') return Buffer.concat(parts);
    at = end;
  }
  return null;
}

const isOwnText = (content: Buffer): boolean => !HOLDERS.test(content.toString('latin1', 0, 80));

function chunkOf(type: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
