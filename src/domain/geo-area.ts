import type { Location } from './metadata.ts';

/** A part of the earth between two parallels and two meridians, in degrees. It crosses the 180th where west > east. */
export interface GeoArea {
  readonly south: number;
  readonly west: number;
  readonly north: number;
  readonly east: number;
}

/** Decimals of a degree in a printed area: about ten metres. */
const DECIMALS = 4;
/** Of the last decimal: what arithmetic may be off by. */
const SLIP = 1e-6;
const NUMBER = /^[+-]?\d{1,3}(?:\.\d{1,10})?$/u;

/** Prints an area as `south,west,north,east`, not smaller than it is. */
export function printArea({ south, west, north, east }: GeoArea): string {
  const unit = 10 ** DECIMALS;
  const down = (value: number): number => Math.floor(value * unit + SLIP) / unit;
  const up = (value: number): number => Math.ceil(value * unit - SLIP) / unit;
  const sides = [Math.max(-90, down(south)), Math.max(-180, down(west))];
  return [...sides, Math.min(90, up(north)), Math.min(180, up(east))].map((side) => side + 0).join(',');
}

/** Reads `south,west,north,east` in degrees; null for anything else. */
export function readArea(text: string): GeoArea | null {
  const parts = text.split(/[,，]/u).map((part) => part.trim());
  if (parts.length !== 4 || !parts.every((part) => NUMBER.test(part))) return null;
  const [south = 0, west = 0, north = 0, east = 0] = parts.map(Number);
  const isOnEarth = south >= -90 && north <= 90 && Math.abs(west) <= 180 && Math.abs(east) <= 180;
  return isOnEarth && south <= north ? { south, west, north, east } : null;
}

/** Whether a point lies in an area, its sides included; no point where a coordinate is not a number. */
export function isInArea({ south, west, north, east }: GeoArea, { latitude, longitude }: Location): boolean {
  if (!(latitude >= south && latitude <= north)) return false;
  return west <= east ? longitude >= west && longitude <= east : longitude >= west || longitude <= east;
}
