import type { WrittenDate } from '../../domain/metadata.ts';
import { AFTERNOON, clockTime, MORNING } from './clock-time.ts';
import { findWrittenDates } from './find-written-dates.ts';
import { minutesEast, writtenDate } from './written-date.ts';

/** In UTF-16 units. */
const LONGEST = 80;
const ZONE = /(Z|UTC|GMT|[+-]\d{2}:?\d{2})\s*$/iu;
/** Groups: year, mark, month, day. */
const DAYS = [String.raw`(\d{4})([-:/.])\s?(\d{1,2})\2\s?(\d{1,2})`, String.raw`(\d{4})()(\d{2})(\d{2})`];
/** Groups: hour, mark, minute, second; with the mark of the first pair between the second one too. */
const CLOCKS = [
  String.raw`(\d{1,2})([:.-])\s?(\d{1,2})(?:\7\s?(\d{1,2})(?:[.,]\d+)?)?`,
  String.raw`(\d{2})()(\d{2})(\d{2})?(?!\d)`,
];
const HALF = `(${MORNING}|${AFTERNOON})?`;
/** `2011:03:12 15:36:11`, `2017: 3: 4  5: 6: 7`, `2011-03-12T15:36:11.00+01:00`, `20110312 153611+0100`, `2017-03-04 05-06-07`. */
const MOMENTS = DAYS.flatMap((day) =>
  CLOCKS.map(
    (clock) =>
      new RegExp(
        String.raw`^${day}[/.]?[T\s]\s*${HALF}\s*${clock}\s*${HALF}\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?`,
        'iu',
      ),
  ),
);
/** `2011:03:12`, `2019-07`, `1985:00:00`, `2019`, `20110312`. */
const ALONE = [
  /^(\d{4})(?:([-:/.])\s?(\d{1,2})(?:\2\s?(\d{1,2}))?)?(?![\d:]|\s?[年년])/iu,
  /^(\d{4})()(\d{2})(\d{2})(?!\d)/iu,
];
/** `Sat Mar  4 05:06:07 2017`, as C writes it, and `Sat Mar 04 05:06:07 CET 2017`, as Java does. */
const YEAR_LAST =
  /^(?:[a-z]{3} )?([a-z]{3}) +(\d{1,2}) (\d{1,2}:\d{2}:\d{2}) (?:[A-Z]{2,5}(?:[+-]\d{2}:\d{2})? )?(\d{4})$/iu;

/**
 * Reads the date of a metadata field (EXIF, XMP, IPTC, the text of a PNG), as precise as it was written. Null for blank
 * and impossible ones.
 * @param offset UTC offset, if stored separately
 */
export function readTimestamp(text: string, offset = ''): WrittenDate | null {
  const plain = text.slice(0, LONGEST).trim();
  const stamp = [...MOMENTS, ...ALONE].map((form) => form.exec(plain)).find((match) => match !== null);
  if (stamp === undefined) return readWorded(plain, offset);
  const [, year, , month, day, before = '', hour, , minute, second, after = '', zone = ''] = stamp;
  const date = { year: Number(year), month: Number(month ?? 0), day: Number(day ?? 0) };
  // A month that does not exist is damage; month and day of zeros were left open.
  if (date.month > 12 || (date.month === 0 && date.day > 0)) return null;
  const time =
    hour === undefined || minute === undefined ? {} : clockTime(hour, minute, second, before || after);
  return writtenDate({ ...date, ...time, offset: minutesEast(zone || offset) });
}

/** `Sat, 04 Mar 2017 05:06:07 GMT`, `4 March 2017`, `12.07.2019 21:11`. */
function readWorded(text: string, offset: string): WrittenDate | null {
  const turned = text.replace(YEAR_LAST, '$2 $1 $4 $3');
  const [first] = findWrittenDates(turned);
  if (first === undefined) return null;
  const zone = ZONE.exec(turned.slice(first.end))?.[1] ?? offset;
  return { ...first.date, offset: minutesEast(zone) };
}
