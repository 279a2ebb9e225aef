import { type IsoBox, isoBoxes } from '../decode/iso-boxes.ts';
import type { FilmBytes } from './film-bytes.ts';
import { toIso6709 } from './iso-6709.ts';

/** Seconds from 1904, where the clocks of these boxes begin, to 1970. */
const FROM_1904 = 2_082_844_800;
const XMP_UUID = Buffer.from('be7acfcb97a942e89c71999491e3afac', 'hex');
const MOST_XMP_BYTES = 1024 * 1024;

/** What the demuxer does not read of the boxes of a film. */
export interface FilmBoxes {
  /** In ms since 1970; null where the clock was not set. */
  readonly moment: number | null;
  readonly xmp: Uint8Array | null;
}

/** Reads the movie header and the XMP box of an MP4, MOV or 3GP. */
export function readFilmBoxes(bytes: FilmBytes): FilmBoxes {
  const read = (at: number, length: number): Buffer | null => bytes.read(at, length);
  let moment: number | null = null;
  let xmp: Uint8Array | null = null;
  for (const box of isoBoxes(read, 0, bytes.size)) {
    if (box.type === 'uuid') xmp ??= xmpOf(box, read);
    if (box.type !== 'moov') continue;
    for (const inner of isoBoxes(read, box.at, box.at + box.length))
      if (inner.type === 'mvhd') moment ??= momentOf(inner, read);
  }
  return { moment, xmp };
}

/** Creation time of an `mvhd` box. */
function momentOf(box: IsoBox, read: (at: number, length: number) => Buffer | null): number | null {
  const head = box.length < 12 ? null : read(box.at, 12);
  if (head === null) return null;
  const seconds = head[0] === 1 ? Number(head.readBigUInt64BE(4)) : head.readUInt32BE(4);
  // Some programs count from 1970, which would be a film from before there were digital ones.
  const since1970 = seconds >= FROM_1904 ? seconds - FROM_1904 : seconds;
  return seconds === 0 || since1970 === 0 ? null : since1970 * 1000;
}

function xmpOf(box: IsoBox, read: (at: number, length: number) => Buffer | null): Uint8Array | null {
  if (box.length <= 16 || box.length > MOST_XMP_BYTES) return null;
  const content = read(box.at, box.length);
  return content?.subarray(0, 16).equals(XMP_UUID) ? content.subarray(16) : null;
}

/** The point of a `loci` box of 3GPP, as ISO 6709 writes it; '' for none. */
export function placeOfLoci(box: Uint8Array): string {
  const bytes = Buffer.from(box.buffer, box.byteOffset, box.byteLength);
  // Version, flags and language; then a name, which ends with a zero of its own width; a role.
  const isWide = bytes.length >= 8 && /^(?:\xfe\xff|\xff\xfe)$/u.test(bytes.toString('latin1', 6, 8));
  let at = 6;
  while (at < bytes.length && !(bytes[at] === 0 && (!isWide || bytes[at + 1] === 0))) at += isWide ? 2 : 1;
  at += (isWide ? 2 : 1) + 1;
  if (at + 8 > bytes.length) return '';
  const [longitude, latitude] = [bytes.readInt32BE(at) / 65_536, bytes.readInt32BE(at + 4) / 65_536];
  return toIso6709(latitude, longitude);
}

/** Text of a 3GPP box (`titl`, `dscp`): version, flags and language before it. */
export function textOf3gpp(box: Uint8Array): string {
  const bytes = Buffer.from(box.buffer, box.byteOffset, box.byteLength).subarray(6);
  const isWide = bytes.length >= 2 && bytes.readUInt16BE(0) === 0xfeff;
  const text = isWide
    ? Buffer.from(bytes.subarray(2, bytes.length & ~1))
        .swap16()
        .toString('utf16le')
    : bytes.toString('utf8');
  return text.split('\0')[0] ?? '';
}
