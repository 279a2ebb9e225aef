import type { DateSpan } from '../domain/query.ts';

const pad = (n: number, width = 2): string => String(n).padStart(width, '0');
const FIRST_YEAR = 1826; // the first photograph
const LAST_YEAR = 2100;

/** A year, month or day as the span that it covers; null where there is no such day. */
function spanOf(year: number, month?: number, day?: number): DateSpan | null {
  if (year < FIRST_YEAR || year > LAST_YEAR) return null;
  if (month !== undefined && (month < 1 || month > 12)) return null;
  const lastDay = new Date(Date.UTC(year, month ?? 12, 0)).getUTCDate();
  if (day !== undefined && (day < 1 || day > lastDay)) return null;
  const y = pad(year, 4);
  const first = `${y}-${pad(month ?? 1)}-${pad(day ?? 1)}`;
  const last = `${y}-${pad(month ?? 12)}-${pad(day ?? lastDay)}`;
  return { from: `${first}T00:00:00`, to: `${last}T23:59:59` };
}

const ISO = /^(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?$/u;
const CHINESE = /^(\d{4})年(?:(\d{1,2})月(?:(\d{1,2})[日号])?)?/u;

function readOne(text: string): DateSpan | null {
  const match = ISO.exec(text) ?? (CHINESE.exec(text)?.[0] === text ? CHINESE.exec(text) : null);
  if (match === null) return null;
  const [, year, month, day] = match;
  const number = (part: string | undefined): number | undefined =>
    part === undefined ? undefined : Number(part);
  return spanOf(Number(year), number(month), number(day));
}

/** Reads `2019`, `2019-06`, `2019-06-15`, `2019年6月` and ranges of them, open ones too (`2019..`). Null: no date. */
export function readDate(text: string): DateSpan | null {
  const [from, to, ...rest] = text.split(/\.\.+|…|~|至/u);
  if (from === undefined || rest.length > 0) return null;
  if (to === undefined) return readOne(from);
  const first = from === '' ? spanOf(FIRST_YEAR) : readOne(from);
  const last = to === '' ? spanOf(LAST_YEAR) : readOne(to);
  if (first === null || last === null || from === to) return null;
  const [a, b] = first.from <= last.from ? [first, last] : [last, first];
  return { from: a.from, to: b.to };
}

/** Length of the Chinese date at the start of a text, "2019年6月" in "2019年6月海滩"; 0 for none. */
export function chineseDateLength(text: string): number {
  const match = CHINESE.exec(text)?.[0];
  return match !== undefined && readOne(match) !== null ? match.length : 0;
}
