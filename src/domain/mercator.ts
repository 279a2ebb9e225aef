import type { Location } from './metadata.ts';

/**
 * A point of the Mercator map of the world as fractions of its width and height: from 0 in the west and the north to 1. A
 * place on the map as it is moved round the world may have an `x` outside of that.
 */
export interface MapPoint {
  readonly x: number;
  readonly y: number;
}

/** The parallels at which the map ends, so that it is a square. */
export const LAST_PARALLEL = 85.0511287798066;

export const xOfLongitude = (longitude: number): number => (longitude + 180) / 360;

export function yOfLatitude(latitude: number): number {
  const shown = Math.min(LAST_PARALLEL, Math.max(-LAST_PARALLEL, latitude));
  return (1 - Math.asinh(Math.tan((shown * Math.PI) / 180)) / Math.PI) / 2;
}

export const mapPointOf = ({ latitude, longitude }: Location): MapPoint => ({
  x: xOfLongitude(longitude),
  y: yOfLatitude(latitude),
});

/** The place at a point of the map; its longitude lies between -180 and 180. */
export function locationOf({ x, y }: MapPoint): Location {
  const latitude = (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI;
  return { latitude, longitude: (x - Math.floor(x)) * 360 - 180 };
}
