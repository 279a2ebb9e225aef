/** A point in pixels. */
export type PixelPoint = readonly [x: number, y: number];

/** A turned rectangle around a line of text, in pixels. */
export interface TextBox {
  /** Centre. */
  readonly x: number;
  readonly y: number;
  /** Half the length along the text, and half the height across it. */
  readonly along: number;
  readonly across: number;
  /** Direction of the text, of unit length; to the right within 45 degrees. */
  readonly ux: number;
  readonly uy: number;
}

/**
 * The rectangle of least area around points, by the sides of their convex hull (a side of the least rectangle lies on a
 * side of the hull: Freeman and Shapira 1975).
 */
export function smallestRectangle(points: readonly PixelPoint[]): TextBox {
  const hull = convexHull(points);
  let best: TextBox | null = null;
  let least = Number.POSITIVE_INFINITY;
  hull.forEach((a, at) => {
    const b = hull[(at + 1) % hull.length] ?? a;
    const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
    if (length === 0) return;
    const box = rectangleAlong(hull, (b[0] - a[0]) / length, (b[1] - a[1]) / length);
    const area = box.along * box.across;
    if (area >= least) return;
    least = area;
    best = box;
  });
  return rightward(best ?? { x: 0, y: 0, along: 0, across: 0, ux: 1, uy: 0 });
}

/** The rectangle around points with one side in a direction of unit length. */
function rectangleAlong(points: readonly PixelPoint[], ux: number, uy: number): TextBox {
  let [first, last, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const [x, y] of points) {
    const along = x * ux + y * uy;
    const across = y * ux - x * uy;
    first = Math.min(first, along);
    last = Math.max(last, along);
    top = Math.min(top, across);
    bottom = Math.max(bottom, across);
  }
  const [s, t] = [(first + last) / 2, (top + bottom) / 2];
  return {
    x: s * ux - t * uy,
    y: s * uy + t * ux,
    along: (last - first) / 2,
    across: (bottom - top) / 2,
    ux,
    uy,
  };
}

/** The same rectangle, described from the side that runs to the right within 45 degrees. */
function rightward(box: TextBox): TextBox {
  const { along, across, ux, uy } = box;
  const steep = Math.abs(ux) < Math.abs(uy);
  const turned = steep ? { ...box, along: across, across: along, ux: -uy, uy: ux } : box;
  return turned.ux < 0 ? { ...turned, ux: -turned.ux, uy: -turned.uy } : turned;
}

/** The convex hull of points, by Andrew's monotone chain (1979). */
function convexHull(points: readonly PixelPoint[]): readonly PixelPoint[] {
  const sorted = points.toSorted((a, b) => a[0] - b[0] || a[1] - b[1]);
  return [...chainOf(sorted), ...chainOf(sorted.toReversed())];
}

function chainOf(sorted: readonly PixelPoint[]): PixelPoint[] {
  const chain: PixelPoint[] = [];
  for (const point of sorted) {
    for (;;) {
      const [before, last] = [chain.at(-2), chain.at(-1)];
      if (before === undefined || last === undefined || turn(before, last, point) > 0) break;
      chain.pop();
    }
    chain.push(point);
  }
  chain.pop();
  return chain;
}

const turn = (o: PixelPoint, a: PixelPoint, b: PixelPoint): number =>
  (a[0] - o[0]) * (b[1] - o[1]) - (a[1] - o[1]) * (b[0] - o[0]);
