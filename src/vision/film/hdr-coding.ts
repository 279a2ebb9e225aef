import type { HdrCoding } from './heif-of-key-frame.ts';

/** A coding of colours by its names in WebCodecs. */
interface NamedCoding {
  readonly primaries?: string | null | undefined;
  readonly transfer?: string | null | undefined;
  readonly matrix?: string | null | undefined;
  readonly fullRange?: boolean | null | undefined;
}

/** Numbers of ITU-T H.273 by the names of WebCodecs; 2 is "not known". */
const PRIMARIES: ReadonlyMap<string, number> = new Map([
  ['bt709', 1],
  ['bt470bg', 5],
  ['smpte170m', 6],
  ['bt2020', 9],
  ['smpte432', 12],
]);
const TRANSFERS: ReadonlyMap<string, number> = new Map([
  ['pq', 16],
  ['hlg', 18],
]);
const MATRICES: ReadonlyMap<string, number> = new Map([
  ['bt709', 1],
  ['bt470bg', 5],
  ['smpte170m', 6],
  ['bt2020-ncl', 9],
]);
const UNKNOWN = 2;

/** The coding of a film of high dynamic range; null for any other. */
export function hdrCodingOf(coding: NamedCoding | undefined): HdrCoding | null {
  const transfer = TRANSFERS.get(coding?.transfer ?? '');
  return coding === undefined || transfer === undefined
    ? null
    : {
        primaries: PRIMARIES.get(coding.primaries ?? '') ?? UNKNOWN,
        transfer,
        matrix: MATRICES.get(coding.matrix ?? '') ?? UNKNOWN,
        isFullRange: coding.fullRange === true,
      };
}
