import type { DateSpan, ResolvedDate } from '../../domain/query.ts';
import { spanOf, spanOfMonths, spanOfYears } from './calendar.ts';

const YEAR_FIRST = /^(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?$/u;
/** 2018-19 and 2018/19 are two years if the second number is not a valid month. */
const TWO_YEARS = /^(\d{2})(\d{2})[-/](\d{2})$/u;
const MONTH_YEAR = /^(\d{1,2})[-/.](\d{4})$/u;
const YEAR_LAST = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})$/u;

/**
 * Reads `2019`, `2019-06`, `06-2019`, `2019-06-15`, `2018-19`, also with `/` or `.`; `15.6.2019`; `5/12/2018`, which is
 * 5 December or 12 May: of two ways in which it is written, both. Null if the date does not exist.
 * @param fullYear year of its last two digits
 */
export function readNumeric(text: string, fullYear: (digits: string) => number): ResolvedDate | null {
  const [, century, start, end] = TWO_YEARS.exec(text) ?? [];
  if (Number(end) > 12 && Number(end) > Number(start))
    return found(spanOfYears(Number(`${century}${start}`), Number(`${century}${end}`)));
  const [, monthFirst, monthYear] = MONTH_YEAR.exec(text) ?? [];
  if (monthFirst !== undefined)
    return found(spanOfMonths(Number(monthYear), Number(monthFirst), Number(monthFirst)));
  const [, year, month, day] = YEAR_FIRST.exec(text) ?? [];
  if (year !== undefined) {
    const number = (part: string | undefined): number | undefined =>
      part === undefined ? undefined : Number(part);
    return found(spanOf(Number(year), number(month), number(day)));
  }
  const [, first, mark, second, digits = ''] = YEAR_LAST.exec(text) ?? [];
  const lastYear = digits.length === 2 ? fullYear(digits) : Number(digits);
  const dayFirst = spanOf(lastYear, Number(second), Number(first));
  // A number before a point is always a day.
  const americanDay = mark === '.' ? null : spanOf(lastYear, Number(first), Number(second));
  const days = [dayFirst, americanDay].filter((span) => span !== null);
  if (days.length === 0) return null;
  return first === second ? days.slice(0, 1) : days.sort((a, b) => (a.from < b.from ? -1 : 1));
}

const found = (span: DateSpan | null): ResolvedDate | null => (span === null ? null : [span]);
