import { locationOf, xOfLongitude, yOfLatitude } from '../../domain/mercator.ts';

/** Pixels: points of one cell are counted together; a whole number of cells goes round the world at every zoom. */
const CELL = 32;
/** Cells that lie this near to a fuller one are shown with it: there is room for a picture between two clusters. */
const RADIUS = 72;
/** Width of the world in pixels at zoom 0. */
const WORLD = 256;

/** Points of the earth in the order in which they are listed. */
export interface PlacedPoints {
  readonly count: number;
  readonly latitude: (at: number) => number;
  readonly longitude: (at: number) => number;
}

/** Points that are shown as one on a map, amid the fullest of their cells. */
export interface PointCluster {
  readonly count: number;
  readonly latitude: number;
  readonly longitude: number;
}

export interface ClusteredPoints {
  /** The fullest first. */
  readonly clusters: readonly PointCluster[];
  /** The points of a cluster, in their order. */
  readonly pointsOf: (cluster: number) => readonly number[];
  /** The cluster that a point is in. */
  readonly clusterOf: (at: number) => number;
}

/** Cells that have points, one entry in each array. */
interface Cells {
  readonly keys: number[];
  readonly counts: number[];
  /** Sums of the coordinates of the points, in cells. */
  readonly x: number[];
  readonly y: number[];
  readonly byKey: ReadonlyMap<number, number>;
  /** The cell of each point. */
  readonly ofPoint: Uint32Array;
}

/**
 * Clusters points for a zoom of the map, the same whatever part of it is in view: cells are counted in one pass, then the
 * fullest cell takes the cells around it. The counts of all clusters add up to the number of points.
 * @param zoom a whole number; each doubles the map
 */
export function clusterPoints(points: PlacedPoints, zoom: number): ClusteredPoints {
  const around = (WORLD / CELL) * 2 ** zoom;
  const cells = cellsOf(points, around);
  const { seeds, of } = mergeCells(cells, around);
  const seedOf = (at: number): number => of[cells.ofPoint[at] as number] as number;
  const members = seeds.map((): number[] => []);
  for (let at = 0; at < points.count; at++) members[seedOf(at)]?.push(at);
  const countOf = (number: number): number => members[number]?.length ?? 0;
  const order = seeds.map((_, number) => number).sort((a, b) => countOf(b) - countOf(a) || a - b);
  const placeInOrder = new Uint32Array(order.length);
  order.forEach((number, at) => {
    placeInOrder[number] = at;
  });
  return {
    clusters: order.map((number) => {
      const seed = seeds[number] as number;
      const count = cells.counts[seed] as number;
      const [x, y] = [(cells.x[seed] as number) / count, (cells.y[seed] as number) / count];
      return { count: countOf(number), ...locationOf({ x: x / around, y: y / around }) };
    }),
    pointsOf: (cluster) => members[order[cluster] ?? -1] ?? [],
    clusterOf: (at) => placeInOrder[seedOf(at)] as number,
  };
}

function cellsOf({ count, latitude, longitude }: PlacedPoints, around: number): Cells {
  const byKey = new Map<number, number>();
  const cells = { keys: [], counts: [], x: [], y: [] } as Record<'keys' | 'counts' | 'x' | 'y', number[]>;
  const ofPoint = new Uint32Array(count);
  for (let at = 0; at < count; at++) {
    const x = xOfLongitude(longitude(at)) * around;
    const y = yOfLatitude(latitude(at)) * around;
    const key = Math.min(around - 1, Math.floor(y)) * around + Math.min(around - 1, Math.floor(x));
    let cell = byKey.get(key);
    if (cell === undefined) {
      cell = cells.keys.length;
      byKey.set(key, cell);
      cells.keys.push(key);
      for (const sums of [cells.counts, cells.x, cells.y]) sums.push(0);
    }
    ofPoint[at] = cell;
    (cells.counts[cell] as number) += 1;
    (cells.x[cell] as number) += x;
    (cells.y[cell] as number) += y;
  }
  return { ...cells, byKey, ofPoint };
}

/** The fullest cell first, each takes those around it that are free; round the world at the 180th meridian too. */
function mergeCells(
  { keys, counts, x, y, byKey }: Cells,
  around: number,
): { readonly seeds: number[]; readonly of: Int32Array } {
  const of = new Int32Array(keys.length).fill(-1);
  const seeds: number[] = [];
  const order = keys.map((_, cell) => cell);
  order.sort(
    (a, b) => (counts[b] as number) - (counts[a] as number) || (keys[a] as number) - (keys[b] as number),
  );
  const middle = (cell: number): readonly [number, number] => {
    const count = counts[cell] as number;
    return [(x[cell] as number) / count, (y[cell] as number) / count];
  };
  const reach = Math.ceil(RADIUS / CELL);
  for (const seed of order) {
    if (of[seed] !== -1) continue;
    const number = seeds.push(seed) - 1;
    of[seed] = number;
    const key = keys[seed] as number;
    const [column, row] = [key % around, Math.floor(key / around)];
    const [seedX, seedY] = middle(seed);
    for (let down = -reach; down <= reach; down++)
      for (let right = -reach; right <= reach; right++) {
        const beside = (((column + right) % around) + around) % around;
        const cell = byKey.get((row + down) * around + beside);
        if (cell === undefined || of[cell] !== -1) continue;
        const [cellX, cellY] = middle(cell);
        const apart = Math.abs(cellX - seedX);
        const distance = Math.hypot(Math.min(apart, around - apart), cellY - seedY);
        if (distance * CELL <= RADIUS) of[cell] = number;
      }
  }
  return { seeds, of };
}
