import type { Location } from '../../../src/domain/metadata.ts';

const PAIR = /^([+-]?\d{1,2}(?:\.\d+)?)\s*°?\s*([NS])?\s*[,;\s]\s*([+-]?\d{1,3}(?:\.\d+)?)\s*°?\s*([EW])?$/iu;

/** Latitude and longitude in decimal degrees, as people copy them: `48.86, 2.35`, `33.87° S, 151.21° E`; null for other texts. */
export function readCoordinates(text: string): Location | null {
  const [, north, ns, east, ew] = PAIR.exec(text.trim()) ?? [];
  if (north === undefined || east === undefined) return null;
  const latitude = Number(north) * (ns?.toUpperCase() === 'S' ? -1 : 1);
  const longitude = Number(east) * (ew?.toUpperCase() === 'W' ? -1 : 1);
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 ? { latitude, longitude } : null;
}
