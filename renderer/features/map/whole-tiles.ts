import type { GeoArea } from '../../../src/domain/geo-area.ts';
import { locationOf, xOfLongitude, yOfLatitude } from '../../../src/domain/mercator.ts';

/** Tiles of the map at a zoom that are this many times smaller than the world at zoom 0. */
const FINER = 1;

/** The smallest area of whole tiles around an area: what is asked of the host stays the same while the map moves a little. */
export function wholeTiles({ south, west, north, east }: GeoArea, zoom: number): GeoArea {
  const around = 2 ** Math.max(0, Math.floor(zoom) - FINER);
  const [left, right] = [Math.floor(xOfLongitude(west) * around), Math.ceil(xOfLongitude(east) * around)];
  const across = right - left + (east < west ? around : 0);
  const rowOf = (latitude: number): number => yOfLatitude(latitude) * around;
  const [top, bottom] = [Math.floor(rowOf(north)), Math.ceil(rowOf(south))];
  const latitudeOf = (row: number): number => locationOf({ x: 0, y: row / around }).latitude;
  return {
    north: top <= 0 ? 90 : latitudeOf(top),
    south: bottom >= around ? -90 : latitudeOf(bottom),
    ...(across >= around
      ? { west: -180, east: 180 }
      : { west: longitudeOf(left / around), east: longitudeOf(right / around) }),
  };
}

const longitudeOf = (x: number): number => locationOf({ x, y: 0.5 }).longitude;
