import type { DatePrecision, WrittenDate } from '../../domain/metadata.ts';
import { spanOf } from './calendar.ts';

/** Numbers of a date as they were written; a part that is absent, 0 or NaN is unknown. */
export interface DateParts {
  readonly year: number;
  /** 1 to 12. */
  readonly month?: number;
  readonly day?: number;
  /** 0 to 23. */
  readonly hour?: number;
  readonly minute?: number;
  readonly second?: number;
  /** Minutes east of UTC. */
  readonly offset?: number | null;
}

const two = (number: number): string => String(number).padStart(2, '0');
const isWithin = (number: number | undefined, most: number): number is number =>
  number !== undefined && number >= 0 && number <= most;

/**
 * A date from its numbers, as precise as they are: without a month it is a year, with an impossible time of day it is a
 * day. A day that does not exist makes it null, as does a year outside of photography. Midnight is the time that
 * programs write where they have none, so it is a day.
 */
export function writtenDate(parts: DateParts): WrittenDate | null {
  const { year, month, day, hour, minute, second, offset = null } = parts;
  const known = [year, month || undefined, month ? day || undefined : undefined] as const;
  if (spanOf(...known) === null) return null;
  const date = `${year}-${two(known[1] ?? 1)}-${two(known[2] ?? 1)}`;
  const dated = (precision: DatePrecision, time = '00:00:00'): WrittenDate => ({
    local: `${date}T${time}`,
    precision,
    offset,
  });
  if (known[1] === undefined) return dated('year');
  if (known[2] === undefined) return dated('month');
  if (!isWithin(hour, 23) || !isWithin(minute, 59)) return dated('day');
  if (second === undefined) return dated('minute', `${two(hour)}:${two(minute)}:00`);
  if (!isWithin(second, 59) || hour + minute + second === 0) return dated('day');
  return dated('second', `${two(hour)}:${two(minute)}:${two(second)}`);
}

/** Length of the part of `local` that a precision covers. */
const KNOWN_LENGTH: Readonly<Record<DatePrecision, number>> = {
  year: 4,
  month: 7,
  day: 10,
  minute: 16,
  second: 19,
};

/** The part of a date that is known: `2019`, `2019-07`, `2019-07-12`, `2019-07-12T21:11`. */
export const knownPart = ({ local, precision }: Pick<WrittenDate, 'local' | 'precision'>): string =>
  local.slice(0, KNOWN_LENGTH[precision]);

/** Minutes east of UTC of `Z`, `+01:00`, `-0330`; null for anything else. */
export function minutesEast(zone: string): number | null {
  if (/^(?:Z|UTC|GMT)$/i.test(zone.trim())) return 0;
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})$/.exec(zone.trim()) ?? [];
  if (hours === undefined) return null;
  const east = Number(hours) * 60 + Number(minutes);
  return east <= 14 * 60 ? (sign === '-' ? -east : east) : null;
}
