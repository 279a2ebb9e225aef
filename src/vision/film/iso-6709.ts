import type { Location } from '../../domain/metadata.ts';

const NUMBER = '([+-]\\d+(?:\\.\\d+)?)';
const POINT = new RegExp(`^\\s*${NUMBER}${NUMBER}`, 'u');

/** Degrees of one number: `+DD`, `+DDMM` or `+DDMMSS`, each with a fraction; a longitude has three digits of degrees. */
function degrees(text: string, wholeDigits: number): number {
  const [whole = '', fraction = ''] = text.slice(1).split('.');
  const sign = text.startsWith('-') ? -1 : 1;
  const last = (digits: string): number => Number(fraction === '' ? digits : `${digits}.${fraction}`);
  // Programs write degrees with any number of digits, but never as many as with minutes.
  if (whole.length < wholeDigits + 2) return sign * last(whole);
  const whole0 = Number(whole.slice(0, wholeDigits));
  if (whole.length < wholeDigits + 4) return sign * (whole0 + last(whole.slice(wholeDigits)) / 60);
  const minutes = Number(whole.slice(wholeDigits, wholeDigits + 2));
  return sign * (whole0 + minutes / 60 + last(whole.slice(wholeDigits + 2)) / 3600);
}

/** A point of the earth, or null for none: 0°, 0° is what programs write that have none. */
export function plausiblePlace(latitude: number, longitude: number): Location | null {
  const isPoint = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
  return isPoint && !(latitude === 0 && longitude === 0) ? { latitude, longitude } : null;
}

/** Reads a point of ISO 6709, as QuickTime has it: `+48.8577+002.2950+035.000/`, `+5213.5+01324/`. */
export function readIso6709(text: string): Location | null {
  const [, latitude, longitude] = POINT.exec(text.slice(0, 100)) ?? [];
  if (latitude === undefined || longitude === undefined) return null;
  return plausiblePlace(degrees(latitude, 2), degrees(longitude, 3));
}

/** A point as ISO 6709 writes it. */
export const toIso6709 = (latitude: number, longitude: number): string =>
  [latitude, longitude].map((value) => `${value < 0 ? '' : '+'}${value.toFixed(6)}`).join('');
