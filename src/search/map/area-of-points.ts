import type { GeoArea } from '../../domain/geo-area.ts';
import type { Location } from '../../domain/metadata.ts';

/** Degrees of longitude that are looked at together. */
const BINS = 360;

const binOf = (longitude: number): number => Math.min(BINS - 1, Math.max(0, Math.floor(longitude + 180)));

/** A wider area than this, in degrees, does not cross the 180th meridian: on a map, its middle would be an ocean. */
const WIDEST_ACROSS = 180;

/**
 * The smallest area with all points, over the 180th meridian where that is shorter and less than half of the earth.
 * @param count above 0
 */
export function areaOfPoints(count: number, pointAt: (at: number) => Location): GeoArea {
  let [south, north] = [90, -90];
  const lowest = new Float64Array(BINS).fill(Number.POSITIVE_INFINITY);
  const highest = new Float64Array(BINS).fill(Number.NEGATIVE_INFINITY);
  for (let at = 0; at < count; at++) {
    const { latitude, longitude } = pointAt(at);
    south = Math.min(south, latitude);
    north = Math.max(north, latitude);
    const bin = binOf(longitude);
    lowest[bin] = Math.min(lowest[bin] as number, longitude);
    highest[bin] = Math.max(highest[bin] as number, longitude);
  }
  const filled = [...lowest.keys()].filter((bin) => (lowest[bin] as number) <= 180);
  const [first = 0, last = first] = [filled[0], filled.at(-1)];
  // What is not in the area is the widest gap between two neighbours; at first, that round the back of the map.
  let [west, east] = [lowest[first] as number, highest[last] as number];
  let widest = Math.max(west + 360 - east, 360 - WIDEST_ACROSS);
  filled.forEach((bin, at) => {
    const next = filled[at + 1];
    if (next === undefined) return;
    const gap = (lowest[next] as number) - (highest[bin] as number);
    if (gap > widest) [widest, west, east] = [gap, lowest[next] as number, highest[bin] as number];
  });
  return { south, west, north, east };
}
