import { BEST_REASONS, type BestReason } from '../../domain/best-reason.ts';
import type { TakenAtSource } from '../../domain/metadata.ts';
import { FORMATS, type PhotoFormat } from '../../domain/photo-format.ts';
import { isCopyDirectory, isCopyName } from './copy-names.ts';

/** One of several files of the same picture. */
export interface Duplicate {
  /** In pixels, like `height`. */
  readonly width: number;
  readonly height: number;
  readonly format: PhotoFormat;
  /** In bytes. */
  readonly size: number;
  readonly camera: string | null;
  /** Degrees; null if unknown. */
  readonly latitude: number | null;
  /** Source of its time; null if the time is unknown. */
  readonly takenFrom: TakenAtSource | null;
  /** Last modification, in microseconds since 1970. */
  readonly mtime: number;
  /** Of the sharpest parts, 0 to 255; null if unknown. */
  readonly sharpness: number | null;
  /** Whether the user stated anything of it. */
  readonly hasStatements: boolean;
  /** Of its oldest file, for display. */
  readonly name: string;
  /** Relative to the folder, `/` between the parts. */
  readonly directory: string;
}

/** What the camera wrote; other times may have been given later. */
const FROM_CAMERA: readonly (TakenAtSource | null)[] = ['exif-original', 'exif-digitized', 'gps'];
/** Steps of sharpness that can be distinguished. */
const SHARPNESS_STEP = 24;

/** A higher number is better; the first criterion that differs decides. */
const MERITS = {
  size: ({ width, height }) => width * height,
  // Before the format, because a JPEG from the camera is better than a PNG converted from it.
  metadata: ({ camera, latitude, takenFrom }) =>
    [camera !== null, latitude !== null, FROM_CAMERA.includes(takenFrom)].filter(Boolean).length,
  format: ({ format }) => -FORMATS[format].duplicateRank,
  sharpness: ({ sharpness }) => Math.floor((sharpness ?? 0) / SHARPNESS_STEP),
  statements: ({ hasStatements }) => Number(hasStatements),
  directory: ({ directory }) => -Number(isCopyDirectory(directory)),
  name: ({ name }) => -Number(isCopyName(name)),
  bytes: ({ size }) => size,
  age: ({ mtime }) => -mtime,
} as const satisfies Readonly<Record<Exclude<BestReason, 'none'>, (copy: Duplicate) => number>>;

/** The merits in the order in which they count. */
const IN_ORDER = BEST_REASONS.filter((reason) => reason !== 'none');

/** By which merit a copy is before another one, and by how much. */
function difference(a: Duplicate, b: Duplicate): { readonly by: number; readonly reason: BestReason } {
  for (const reason of IN_ORDER) {
    const by = MERITS[reason](b) - MERITS[reason](a);
    if (by !== 0) return { by, reason };
  }
  return { by: 0, reason: 'none' };
}

/**
 * Sorts the copies of a picture, the one to keep first: most pixels, then most metadata (camera, place, a time from the
 * camera), the format nearer to the original, the sharper one, what the user stated something of, a directory and a
 * name that are not those of a copy, most bytes, the oldest file. The sort is stable.
 */
export const bestFirst = <T extends Duplicate>(copies: readonly T[]): T[] =>
  copies.toSorted((a, b) => difference(a, b).by);

/** Why the first of sorted copies is better than the second. */
export function bestReason([best, next]: readonly Duplicate[]): BestReason {
  return best === undefined || next === undefined ? 'none' : difference(best, next).reason;
}
