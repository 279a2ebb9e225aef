import type { FaceBox } from '../../domain/face.ts';
import { faceOverlap } from '../../domain/face-box.ts';
import { MOST_FACES_COUNTED } from '../../domain/query.ts';
import type { PhotoFaceBoxes } from '../../store/indexed-faces.ts';

/** Bits of the column `faceKinds`: what the faces in a photo make it. */
export const GROUP_OF_FACES = 1;
export const ONE_LARGE_FACE = 2;
/** One to three faces as large as at arm's length. */
export const FACES_AT_ARMS_LENGTH = 4;
/** One to three faces, one of them large enough for a photo of a front camera. */
export const FACES_NEAR = 8;

/** Sizes of faces: the square root of their share of the picture. A head and shoulders make some 0.25. */
const LARGE = 0.16;
const ARMS_LENGTH = 0.3;
const NEAR = 0.12;
/** Beside a face at arm's length, the others are as large as this part of it. */
const BESIDE = 0.4;
/** The largest face of a group is at most so many times the smallest. */
const SIMILAR = 2;
/** Fewest faces of a group, and their least share of all faces in the photo. */
const [FEWEST_OF_GROUP, SHARE_OF_GROUP] = [3, 0.5];
const MOST_OF_SELFIE = 3;

const sizeOf = ({ left, top, right, bottom }: FaceBox): number =>
  Math.sqrt(Math.max(0, right - left) * Math.max(0, bottom - top));

/**
 * The number of faces in a photo, null where nobody looked for any, and the bits above. A region that another program
 * named counts where no face was found; a face that the user said is none does not.
 */
export function facesOf({ isSeen, found, regions, denied }: PhotoFaceBoxes): {
  readonly count: number | null;
  readonly kinds: number;
} {
  const all = [...found];
  for (const region of regions) if (all.every((face) => faceOverlap(face, region) === 0)) all.push(region);
  if (!isSeen && all.length === 0) return { count: null, kinds: 0 };
  for (const place of denied) {
    const fits = all.map((face) => faceOverlap(face, place));
    const best = fits.indexOf(Math.max(...fits));
    if ((fits[best] ?? 0) > 0) all.splice(best, 1);
  }
  return { count: Math.min(MOST_FACES_COUNTED, all.length), kinds: kindsOf(all.map(sizeOf)) };
}

/** @param sizes of all faces of a photo */
function kindsOf(sizes: readonly number[]): number {
  const sorted = sizes.toSorted((a, b) => b - a);
  const [largest = 0] = sorted;
  const areFew = sorted.length > 0 && sorted.length <= MOST_OF_SELFIE;
  const isArmsLength = largest >= ARMS_LENGTH && sorted.every((size) => size >= BESIDE * largest);
  return (
    (isGroup(sorted) ? GROUP_OF_FACES : 0) |
    (sorted.length === 1 && largest >= LARGE ? ONE_LARGE_FACE : 0) |
    (areFew && isArmsLength ? FACES_AT_ARMS_LENGTH : 0) |
    (areFew && largest >= NEAR ? FACES_NEAR : 0)
  );
}

/** @param sorted sizes, the largest first */
function isGroup(sorted: readonly number[]): boolean {
  const least = Math.max(FEWEST_OF_GROUP, Math.ceil(SHARE_OF_GROUP * sorted.length));
  return sorted.some((size, at) => {
    const last = sorted[at + least - 1];
    return last !== undefined && last > 0 && size <= SIMILAR * last;
  });
}
