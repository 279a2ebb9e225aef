import { readFileSync } from 'node:fs';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import type { ResolvedDate } from '../../../../src/domain/query.ts';
import { readDate } from '../../../../src/knowledge/dates/read-date.ts';

/**
 * The notation of dates.tsv: `2019-06-01..2019-06-30`, `2019-06-15`, `*06-01..06-30`, `-`; then the years of a yearly
 * date, `(2015..2018)`, the days of the week from Sunday 0, `on 06`, and `at 05:00-12:00`.
 */
export function printDate(meaning: ResolvedDate | null): string {
  if (meaning === null) return '-';
  return meaning
    .map((one) => {
      const days = one.weekdays === undefined ? '' : ` on ${one.weekdays.join('')}`;
      const time = one.timeOfDay === undefined ? '' : ` at ${one.timeOfDay.from}-${one.timeOfDay.to}`;
      if (!('from' in one)) {
        const years = one.years === undefined ? '' : ` (${one.years.first}..${one.years.last})`;
        return `*${one.yearlyFrom}..${one.yearlyTo}${years}${days}${time}`;
      }
      const [from, to] = [one.from.replace('T00:00:00', ''), one.to.replace('T23:59:59', '')];
      return `${from === to ? from : `${from}..${to}`}${days}${time}`;
    })
    .join(' | ');
}

/** Rows of dates.tsv, each followed by the date that its text is read as. `now` is a local time. */
export function readTable(): [text: string, now: string, expected: string, found: string][] {
  return readFileSync(new URL('./dates.tsv', import.meta.url), 'utf8')
    .trimEnd()
    .split('\n')
    .filter((line) => !line.startsWith('#'))
    .slice(1)
    .map((line) => {
      const [text = '', now = '', expected = ''] = line.split('\t');
      // Without an offset, this is local time.
      return [text, now, expected, printDate(readDate(text, new Date(now)))];
    });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.stdout.write(JSON.stringify(readTable()));
