import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { assertNever } from '../../../../src/domain/assert-never.ts';
import { dateOfMoment } from '../../../../src/domain/date-of-moment.ts';
import type { WrittenDate } from '../../../../src/domain/metadata.ts';
import { dateInFileName, dateInFolders } from '../../../../src/knowledge/dates/date-in-name.ts';
import { readDate } from '../../../../src/knowledge/dates/read-date.ts';
import { readTimestamp } from '../../../../src/knowledge/dates/read-timestamp.ts';
import { knownPart } from '../../../../src/knowledge/dates/written-date.ts';

const UTC = { now: Date.parse('2024-05-01T12:00:00Z'), timeZone: 'UTC' };
const KINDS = ['file', 'folders', 'field'] as const;
type Kind = (typeof KINDS)[number];
const ROWS = readFileSync(path.join(import.meta.dirname, 'written-dates.tsv'), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .slice(1)
  .map((line) => {
    const [from, text = '', date = ''] = line.split('\t');
    const kind = KINDS.find((one) => one === from);
    if (kind === undefined) throw new Error(`"${from}" is not a kind of text`);
    return { kind, text, date };
  });

function read(kind: Kind, text: string): WrittenDate | null {
  switch (kind) {
    case 'file':
      return dateInFileName(text, UTC);
    case 'folders':
      return dateInFolders(text.split('/'), UTC);
    case 'field':
      return readTimestamp(text);
    default:
      return assertNever(kind);
  }
}

describe('dates as people and programs write them', () => {
  it('the table has at least 150 rows', () => {
    expect(ROWS.length).toBeGreaterThan(150);
  });

  it.each(ROWS)('$kind "$text" is $date', ({ kind, text, date }) => {
    const found = read(kind, text);
    expect(found === null ? '-' : knownPart(found)).toBe(date);
  });

  it('parts that are not known are those of the start of the span', () => {
    expect(readTimestamp('1985:00:00 00:00:00')).toEqual({
      local: '1985-01-01T00:00:00',
      precision: 'year',
      offset: null,
    });
    expect(dateInFileName('2019-07.jpg', UTC)).toMatchObject({ local: '2019-07-01T00:00:00' });
  });

  it('the offset is that of the text, else one stored separately', () => {
    expect(readTimestamp('2011-03-12T15:36:11.00+01:00', '+05:30')?.offset).toBe(60);
    expect(readTimestamp('2011:03:12 15:36:11', '+05:30')?.offset).toBe(330);
    expect(readTimestamp('2012:02:29 23:59:59-03:30')?.offset).toBe(-210);
    expect(readTimestamp('Sat, 04 Mar 2017 05:06:07 GMT')?.offset).toBe(0);
    expect(readTimestamp('2011:03:12 15:36:11', '+99:00')?.offset).toBeNull();
  });

  it('milliseconds since 1970 are shown on the clock of the time zone', () => {
    const name = 'mmexport1562926272000.jpg';
    expect(dateInFileName(name, { ...UTC, timeZone: 'Asia/Shanghai' })).toEqual({
      local: '2019-07-12T18:11:12',
      precision: 'second',
      offset: 480,
    });
    expect(dateOfMoment(Number.NaN, 'UTC')).toBeNull();
  });

  it('a moment on the clock of the system is that of its zone, in every season and century', () => {
    const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
    const half = 182 * 24 * 60 * 60 * 1000;
    for (let time = Date.parse('0990-01-01'); time < Date.parse('9999-12-30'); time += half + 12_345_678)
      expect(dateOfMoment(time, undefined), String(time)).toEqual(dateOfMoment(time, timeZone));
    for (const time of [-146e12, 3e14]) {
      expect(dateOfMoment(time, undefined)).toBeNull();
      expect(dateOfMoment(time, timeZone)).toBeNull();
    }
  });

  it('the search box reads the same forms', () => {
    const now = new Date(UTC.now);
    const day = [{ from: '2019-07-12T00:00:00', to: '2019-07-12T23:59:59' }];
    for (const text of ['2019:07:12', '12. Juli 2019', '12 juillet 2019', '2019년 7월 12일'])
      expect(readDate(text, now), text).toEqual(day);
    expect(readDate('Juli 2019', now)).toEqual([{ from: '2019-07-01T00:00:00', to: '2019-07-31T23:59:59' }]);
    expect(readDate('IMG_20190712', now)).toBeNull();
    expect(readDate('20190712', now)).toBeNull();
  });

  it.each([
    '2019-06-14 at '.repeat(70) + ' at'.repeat(300),
    '2019'.repeat(2000),
    '1.2.2019.'.repeat(1000),
    `2019-07-12${' '.repeat(9000)}`,
    `${'abc '.repeat(70)}2019 x`,
    '二〇一九年七月'.repeat(400),
  ])('a hostile name is read in little time: %#', (name) => {
    dateInFileName('Juli 2019.jpg', UTC);
    const start = performance.now();
    dateInFileName(name, UTC);
    dateInFolders([name, name, name], UTC);
    readTimestamp(name);
    expect(performance.now() - start).toBeLessThan(2000);
  });
});
