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

/**
 * What sizes of faces make of a photo; a size is the square root of the face's share of the picture, and a head and
 * shoulders make some 0.25. Those of portraits and groups are fitted and measured by `npm run eval:faces`.
 */
export interface FaceRules {
  readonly portrait: {
    /** Least size of the largest face. */
    readonly least: number;
    /** The others are at most this part of it: people in the background. */
    readonly beside: number;
  };
  readonly group: {
    /** Smaller faces do not count. */
    readonly least: number;
    readonly fewest: number;
    /** Least share of all faces in the photo. */
    readonly share: number;
    /** The largest face is at most so many times the smallest. */
    readonly similar: number;
  };
}
export const FACE_RULES: FaceRules = {
  portrait: { least: 0.19, beside: 0.3 },
  group: { least: 0.04, fewest: 3, share: 0.75, similar: 1.75 },
};

const ARMS_LENGTH = 0.3;
const NEAR = 0.12;
/** Beside a face at arm's length, the others are as large as this part of it. */
const BESIDE = 0.4;
const MOST_OF_SELFIE = 3;

/** The size of a face, see FaceRules. */
export const sizeOfFace = ({ left, top, right, bottom }: FaceBox): number =>
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
  return { count: Math.min(MOST_FACES_COUNTED, all.length), kinds: kindsOf(all.map(sizeOfFace)) };
}

/**
 * The bits above.
 * @param sizes of all faces of a photo
 */
export function kindsOf(sizes: readonly number[], rules: FaceRules = FACE_RULES): number {
  const sorted = sizes.toSorted((a, b) => b - a);
  const [largest = 0] = sorted;
  const areFew = sorted.length > 0 && sorted.length <= MOST_OF_SELFIE;
  const isArmsLength = largest >= ARMS_LENGTH && sorted.every((size) => size >= BESIDE * largest);
  return (
    (isGroup(sorted, rules.group) ? GROUP_OF_FACES : 0) |
    (isPortrait(sorted, rules.portrait) ? ONE_LARGE_FACE : 0) |
    (areFew && isArmsLength ? FACES_AT_ARMS_LENGTH : 0) |
    (areFew && largest >= NEAR ? FACES_NEAR : 0)
  );
}

const isPortrait = ([largest = 0, second = 0]: readonly number[], rules: FaceRules['portrait']): boolean =>
  largest >= rules.least && second <= rules.beside * largest;

/** @param sorted sizes, the largest first */
function isGroup(sorted: readonly number[], rules: FaceRules['group']): boolean {
  const counted = sorted.filter((size) => size >= rules.least);
  const least = Math.max(rules.fewest, Math.ceil(rules.share * counted.length));
  return counted.some((size, at) => {
    const last = counted[at + least - 1];
    return last !== undefined && last > 0 && size <= rules.similar * last;
  });
}
