import type { DateMeaning } from '../domain/query.ts';
import { spanOf } from './calendar.ts';

const YEAR_FIRST = /^(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?$/u;
const YEAR_LAST = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})$/u;

/**
 * `2019`, `2019-06`, `2019-06-15`, also with `/` or `.`; `15.6.2019`; `5/12/2018`, which is 5 December or 12
 * May. Null: no such date.
 */
export function readNumeric(text: string): DateMeaning | null {
  const [, year, month, day] = YEAR_FIRST.exec(text) ?? [];
  if (year !== undefined) {
    const number = (part: string | undefined): number | undefined =>
      part === undefined ? undefined : Number(part);
    const span = spanOf(Number(year), number(month), number(day));
    return span === null ? null : [span];
  }
  const [, first, mark, second, lastYear] = YEAR_LAST.exec(text) ?? [];
  const dayFirst = spanOf(Number(lastYear), Number(second), Number(first));
  // Only days are written before a point.
  const monthFirst = mark === '.' ? null : spanOf(Number(lastYear), Number(first), Number(second));
  const found = [dayFirst, monthFirst].filter((span) => span !== null);
  if (found.length === 0) return null;
  return first === second ? found.slice(0, 1) : found.sort((a, b) => (a.from < b.from ? -1 : 1));
}
