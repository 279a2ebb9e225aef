import { execFileSync } from 'node:child_process';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readDate } from '../../../../src/knowledge/dates/read-date.ts';
import fc from '../../../support/properties.ts';
import { printDate, readTable } from '../../../unit/knowledge/dates/read-table.ts';

const NOW = new Date(2026, 5, 15, 12);

describe('readDate', () => {
  it.each(readTable())('reads %j at %s as %s', (_text, _now, expected, found) => {
    expect(found).toBe(expected);
  });

  it.each(['Pacific/Auckland', 'America/Los_Angeles', 'Asia/Shanghai'])(
    'gives the same local dates in the time zone %s',
    (zone) => {
      const script = fileURLToPath(new URL('../../../unit/knowledge/dates/read-table.ts', import.meta.url));
      const printed = execFileSync(process.execPath, [script], {
        env: { ...process.env, TZ: zone },
        encoding: 'utf8',
      });
      const rows = JSON.parse(printed) as ReturnType<typeof readTable>;
      expect(rows.filter(([, , expected, found]) => found !== expected)).toEqual([]);
      expect(rows.length).toBeGreaterThan(120);
    },
  );

  it('gives a movable day without a year as one span for each year from 1990 to next year', () => {
    const easter = readDate('easter', NOW) ?? [];
    expect(easter).toHaveLength(38);
    expect(printDate(easter.slice(0, 1))).toBe('1990-04-13..1990-04-16');
    expect(printDate(easter.slice(-1))).toBe('2027-03-26..2027-03-29');
    expect(printDate((readDate('春节', NOW) ?? []).slice(-1))).toBe('2027-02-05..2027-02-12');
  });

  it('agrees with published dates of Easter and of the Chinese new year', () => {
    const sundays = [
      '1900-04-15',
      '1954-04-18',
      '1981-04-19',
      '2000-04-23',
      '2008-03-23',
      '2011-04-24',
      '2038-04-25',
    ];
    for (const sunday of sundays)
      expect(printDate(readDate(`easter sunday ${sunday.slice(0, 4)}`, NOW))).toBe(sunday);
    const eves = [
      '1950-02-16',
      '1985-02-19',
      '2000-02-04',
      '2020-01-24',
      '2025-01-28',
      '2027-02-05',
      '2030-02-02',
    ];
    for (const eve of eves) expect(printDate(readDate(`${eve.slice(0, 4)}年除夕`, NOW))).toBe(eve);
    // After a leap month.
    expect(printDate(readDate('2020年中秋', NOW))).toBe('2020-10-01');
    expect(printDate(readDate('2025年重阳', NOW))).toBe('2025-10-29');
  });
});

/** Arbitrary texts that resemble dates: words of dates in any order, with any separators. */
const nearDate = fc
  .array(
    fc.constantFrom(
      ...'2019 19 6 15th june may sat last this 3 weeks ago from to - and .. ~ the of summer christmas easter in 1990s'.split(
        ' ',
      ),
      ...'q1 before since , 去 年 今年 上 周 个 月 6 日 前 十 一 零 春节 到 至 以 的 夏 天 "\u0000" \ud800'.split(
        ' ',
      ),
      ..."early mid late end half first quarter week weekend saturday morning at night day '19 older than years between".split(
        ' ',
      ),
      ...'初 底 中 旬 周 六 早 上 晚 今 每 内 后 半 世 纪'.split(' '),
    ),
    { maxLength: 12 },
  )
  .chain((words) => fc.constantFrom(' ', '').map((space) => words.join(space)));
const anyNow = fc.date({ min: new Date(1970, 0, 2), max: new Date(2099, 11, 30), noInvalidDate: true });

describe('readDate for arbitrary text', () => {
  it('never throws, and gives spans of whole days that begin before they end', () => {
    fc.assert(
      fc.property(fc.oneof(nearDate, fc.string({ unit: 'binary' })), anyNow, (text, now) => {
        const meaning = readDate(text, now);
        if (meaning === null) return;
        expect(meaning.length).toBeGreaterThan(0);
        for (const one of meaning)
          if ('from' in one) {
            expect(one.from).toMatch(/^\d{4}-\d\d-\d\dT00:00:00$/);
            expect(one.to).toMatch(/^\d{4}-\d\d-\d\dT23:59:59$/);
            expect(one.from < one.to).toBe(true);
          } else for (const day of [one.yearlyFrom, one.yearlyTo]) expect(day).toMatch(/^\d\d-\d\d$/);
      }),
      { numRuns: 3000 },
    );
  });

  it('reads back every printed day, month or year', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1826-01-01'), max: new Date('2100-12-31'), noInvalidDate: true }),
        (date) => {
          const day = date.toISOString().slice(0, 10);
          const english = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeZone: 'UTC' });
          const american = new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeZone: 'UTC' });
          const chinese = new Intl.DateTimeFormat('zh-CN', { dateStyle: 'long', timeZone: 'UTC' });
          for (const text of [day, english.format(date), american.format(date), chinese.format(date)])
            expect(printDate(readDate(text, NOW))).toBe(day);
          const month = day.slice(0, 7);
          expect(printDate(readDate(month, NOW))).toMatch(new RegExp(`^${month}-01\\.\\.${month}-\\d\\d$`));
          const year = day.slice(0, 4);
          expect(printDate(readDate(year, NOW))).toBe(`${year}-01-01..${year}-12-31`);
        },
      ),
    );
  });

  it('returns null if the text is too long for a date', () => {
    expect(readDate('2019 '.repeat(100_000), NOW)).toBeNull();
    expect(readDate(`${' '.repeat(79)}2`, NOW)).toBeNull();
  });
});
