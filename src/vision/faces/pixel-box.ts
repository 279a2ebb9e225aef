/** Sides of a box in pixels; they may lie outside the picture. */
export type PixelBox = readonly [left: number, top: number, right: number, bottom: number];

export interface ScoredBox {
  readonly score: number;
  readonly box: PixelBox;
}

const areaOf = ([left, top, right, bottom]: PixelBox): number => (right - left) * (bottom - top);

function overlapOf(a: PixelBox, b: PixelBox): number {
  const width = Math.min(a[2], b[2]) - Math.max(a[0], b[0]);
  const height = Math.min(a[3], b[3]) - Math.max(a[1], b[1]);
  return Math.max(0, width) * Math.max(0, height);
}

/**
 * Of boxes that overlap by more than a part, only the one with the highest score, best first (non-maximum suppression).
 * @param most part of the union of both, or of the smaller one
 */
export function bestBoxes<T extends ScoredBox>(
  boxes: readonly T[],
  most: number,
  of: 'union' | 'smaller',
): T[] {
  const kept: T[] = [];
  for (const one of boxes.toSorted((p, q) => q.score - p.score)) {
    const isFree = kept.every(({ box }) => {
      const overlap = overlapOf(box, one.box);
      const [a, b] = [areaOf(box), areaOf(one.box)];
      return overlap <= most * (of === 'smaller' ? Math.min(a, b) : a + b - overlap);
    });
    if (isFree) kept.push(one);
  }
  return kept;
}

/** A square with the same centre and the longer side. */
export function squareOf([left, top, right, bottom]: PixelBox): PixelBox {
  const half = Math.max(right - left, bottom - top) / 2;
  const [x, y] = [(left + right) / 2, (top + bottom) / 2];
  return [x - half, y - half, x + half, y + half];
}

/** A box whose sides are moved by parts of its width and height. */
export function movedBox([left, top, right, bottom]: PixelBox, by: ArrayLike<number>, at: number): PixelBox {
  const [width, height] = [right - left, bottom - top];
  const part = (side: number): number => by[at + side] ?? 0;
  return [left + part(0) * width, top + part(1) * height, right + part(2) * width, bottom + part(3) * height];
}
