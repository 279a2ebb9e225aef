// biome-ignore-all lint/suspicious/noControlCharactersInRegex: the bytes that files begin with are control characters too.
import { formatWhere, type PhotoFormat } from '../../domain/photo-format.ts';
import type { Problem } from '../../domain/problem.ts';
import { storedDetail } from '../../domain/problem-detail.ts';

/** Pictures that are recognised and not decoded, by what their formats are called. */
const UNSUPPORTED_PICTURES: readonly (readonly [string, RegExp])[] = [
  ['Photoshop', /^8BPS/],
  ['JPEG 2000', /^(\0\0\0\x0cjP {2}|\xff\x4f\xff\x51)/],
  ['JPEG XR', /^II\xbc/],
  ['icon', /^(\0\0[\x01\x02]\0[^\0]\0|icns)/],
  ['OpenEXR', /^v\/1\x01/],
  ['Radiance', /^#\?RAD/],
  ['DirectDraw surface', /^DDS /],
  ['GIMP', /^gimp xcf/],
  ['portable pixmap', /^P[1-7][\s#]/],
  [
    'SVG',
    /^(\xef\xbb\xbf)?\s*(<\?xml[^>]{0,200}>\s*)?(<!--[^>]{0,400}-->\s*)?(<!DOCTYPE svg[^>]{0,300}>\s*)?<svg/,
  ],
  ['Silicon Graphics', /^\x01\xda[\0\x01][\x01\x02]/],
];

/**
 * Format of a file according to its first bytes, regardless of its name; otherwise a problem: `empty`, `unsupported` (a
 * picture that is not decoded here) or `not-an-image`.
 */
export function formatOfBytes(bytes: Uint8Array): PhotoFormat | Problem {
  if (bytes.length === 0) return { kind: 'empty', detail: storedDetail({ code: 'no-bytes' }) };
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 4096)).toString('latin1');
  const photo = formatWhere(({ begins }) => begins(head, bytes));
  if (photo !== null) return photo;
  const unsupported = UNSUPPORTED_PICTURES.find(([, start]) => start.test(head));
  if (unsupported !== undefined)
    return {
      kind: 'unsupported',
      detail: storedDetail({ code: 'format-unsupported', format: unsupported[0] }),
    };
  if (Buffer.from(bytes.subarray(-18)).toString('latin1') === 'TRUEVISION-XFILE.\0')
    return { kind: 'unsupported', detail: storedDetail({ code: 'format-unsupported', format: 'Targa' }) };
  return { kind: 'not-an-image', detail: storedDetail({ code: 'unknown-bytes' }) };
}
