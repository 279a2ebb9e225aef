import type { PhotoFormat } from '../domain/file.ts';

const HEIC_BRANDS = /^(hei[cmsx]|hev[cmsx]|mif[12]|msf1)$/;
/** Pictures that are known by their first bytes and cannot be decoded here. */
const OTHERS: readonly (readonly [string, RegExp])[] = [
  ['Photoshop', /^8BPS/],
  ['JPEG 2000', /^(\0\0\0\x0cjP {2}|\xff\x4f\xff\x51)/],
  ['JPEG XL', /^(\xff\x0a|\0\0\0\x0cJXL )/],
  ['icon', /^\0\0[\x01\x02]\0/],
  ['SVG', /^\s*(<\?xml[^>]*>\s*)?<svg/],
];

/** What a file is by its first bytes, whatever its name says; the name of a kind that is not decoded; or null. */
export function formatOfBytes(bytes: Buffer): { format: PhotoFormat } | { unsupported: string } | null {
  const head = bytes.toString('latin1', 0, 512);
  if (head.startsWith('\xff\xd8\xff')) return { format: 'jpeg' };
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return { format: 'png' };
  if (/^GIF8[79]a/.test(head)) return { format: 'gif' };
  if (/^RIFF.{4}WEBP/s.test(head)) return { format: 'webp' };
  if (/^(II[*+]\0|MM\0[*+])/.test(head)) return { format: 'tiff' };
  if (head.startsWith('BM')) return { format: 'bmp' };
  if (head.slice(4, 8) === 'ftyp') {
    const length = Math.min(bytes.readUInt32BE(0), 128);
    const brands = (head.slice(8, length).match(/.{4}/gs) ?? []).filter((_, i) => i !== 1);
    if (brands.some((brand) => /^avi[fs]$/.test(brand))) return { format: 'avif' };
    if (brands.some((brand) => HEIC_BRANDS.test(brand))) return { format: 'heic' };
  }
  const other = OTHERS.find(([, magic]) => magic.test(head));
  return other === undefined ? null : { unsupported: other[0] };
}
