import type { WrittenDate } from './metadata.ts';

/** Cached, because creating one takes longer than reading all names of a photo. */
const clocks = new Map<string, Intl.DateTimeFormat>();
/** No zone is further from UTC, in minutes. */
const FURTHEST = 24 * 60;

/**
 * A moment (ms since 1970) on the clock of a time zone, to the second. Null outside of the years 1000 to 9999.
 * @param timeZone IANA name; the system's if undefined
 */
export function dateOfMoment(time: number, timeZone: string | undefined): WrittenDate | null {
  const moment = new Date(time);
  if (Number.isNaN(moment.getTime())) return null;
  const local = timeZone === undefined ? onSystemClock(moment) : onClock(moment, timeZone);
  const east = Math.round((Date.parse(`${local}Z`) - time) / 60_000);
  // A year before 1 is formatted as one after it.
  return Math.abs(east) < FURTHEST ? { local, precision: 'second', offset: east } : null;
}

/** Without a formatter, which takes ten times as long to create as all else that a new thread does with a date. */
function onSystemClock(moment: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = [moment.getFullYear(), two(moment.getMonth() + 1), two(moment.getDate())].join('-');
  return `${day}T${[moment.getHours(), moment.getMinutes(), moment.getSeconds()].map(two).join(':')}`;
}

function onClock(moment: Date, timeZone: string): string {
  let clock = clocks.get(timeZone);
  // Swedish dates have the format of ISO 8601.
  clock ??= new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'medium', timeZone });
  clocks.set(timeZone, clock);
  return clock.format(moment).replace(' ', 'T');
}
