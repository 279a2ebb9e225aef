import type { MapPixel, MapSize } from './map-view.ts';

/** A rectangle in pixels. */
export interface LabelBox extends MapPixel {
  readonly width: number;
  readonly height: number;
}

/** A name that wants to be on the map. */
export interface LabelCandidate {
  readonly name: string;
  /** What it names: a point that it stands beside, or an area that it stands in the middle of. */
  readonly at: MapPixel;
  readonly stands: 'beside' | 'amid';
  /** Of the written name, pixels. */
  readonly width: number;
  readonly height: number;
}

export interface PlacedLabel<Candidate extends LabelCandidate> {
  readonly candidate: Candidate;
  readonly box: LabelBox;
}

/** Pixels between a point and its name, and between two names. */
const [BESIDE, APART] = [6, 3];

const overlaps = (one: LabelBox, other: LabelBox): boolean =>
  one.left < other.left + other.width + APART &&
  other.left < one.left + one.width + APART &&
  one.top < other.top + other.height + APART &&
  other.top < one.top + one.height + APART;

/** Where a name may stand, the best first: right of its point, left, above, below; amid its area, or lower or higher. */
function boxesOf({ at: { left, top }, stands, width, height }: LabelCandidate): LabelBox[] {
  const [middle, centre] = [top - height / 2, left - width / 2];
  const places: readonly (readonly [number, number])[] =
    stands === 'beside'
      ? [
          [left + BESIDE, middle],
          [left - BESIDE - width, middle],
          [centre, top - BESIDE - height],
          [centre, top + BESIDE],
        ]
      : [
          [centre, middle],
          [centre, middle + 2 * height],
          [centre, middle - 2 * height],
        ];
  return places.map(([x, y]) => ({ left: x, top: y, width, height }));
}

/**
 * Places names so that none overlaps another, an obstacle or the edge; the first of the candidates are placed first, and
 * those without room are left out.
 */
export function placeLabels<Candidate extends LabelCandidate>(
  candidates: readonly Candidate[],
  obstacles: readonly LabelBox[],
  size: MapSize,
): PlacedLabel<Candidate>[] {
  const taken = [...obstacles];
  const placed: PlacedLabel<Candidate>[] = [];
  const isInside = ({ left, top, width, height }: LabelBox): boolean =>
    left >= 0 && top >= 0 && left + width <= size.width && top + height <= size.height;
  for (const candidate of candidates) {
    const box = boxesOf(candidate).find(
      (one) => isInside(one) && !taken.some((other) => overlaps(one, other)),
    );
    if (box === undefined) continue;
    taken.push(box);
    placed.push({ candidate, box });
  }
  return placed;
}
