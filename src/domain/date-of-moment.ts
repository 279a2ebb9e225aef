import type { WrittenDate } from './metadata.ts';

/** Cached, because creating one takes longer than reading all names of a photo. */
const clocks = new Map<string | undefined, Intl.DateTimeFormat>();

/** A moment (ms since 1970) on the clock of a time zone, to the second. */
export function dateOfMoment(time: number, timeZone: string | undefined): WrittenDate | null {
  if (Number.isNaN(new Date(time).getTime())) return null;
  let clock = clocks.get(timeZone);
  // Swedish dates have the format of ISO 8601.
  clock ??= new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'medium', timeZone });
  clocks.set(timeZone, clock);
  const local = clock.format(time).replace(' ', 'T');
  const east = Math.round((Date.parse(`${local}Z`) - time) / 60_000);
  return Number.isNaN(east) ? null : { local, precision: 'second', offset: east };
}
