import { describe, expect, it } from 'vitest';
import { describeDate } from '../../../../src/knowledge/dates/describe-date.ts';
import { readDate } from '../../../../src/knowledge/dates/read-date.ts';

const NOW = new Date(2026, 5, 15, 12);

describe('describeDate', () => {
  it.each([
    ['2019', '2019', '2019年'],
    ['2018..2020', '2018 – 2020', '2018年至2020年'],
    ['june 2019', 'June 2019', '2019年6月'],
    ['february 2020', 'February 2020', '2020年2月'],
    ['15 june 2019', '15 June 2019', '2019年6月15日'],
    ['summer 2026', '1 June – 31 August 2026', '2026年6月1日至8月31日'],
    ['christmas 2018', '24 – 26 December 2018', '2018年12月24日至12月26日'],
    ['winter 2018', '1 December 2018 – 28 February 2019', '2018年12月1日至2019年2月28日'],
    ['december', 'every December', '每年十二月'],
    ['february', 'every February', '每年二月'],
    ['halloween', 'every 31 October', '每年10月31日'],
    ['christmas', 'every 24 – 26 December', '每年12月24日至12月26日'],
    ['winter', 'every 1 December – 29 February', '每年12月1日至2月29日'],
    ['new year', 'every 31 December – 1 January', '每年12月31日至1月1日'],
    ['easter', 'each year, 1990 – 2027', '1990年至2027年，每年'],
    ['2019..', 'since 2019', '2019年起'],
    ['since june 2019', 'since 1 June 2019', '2019年6月1日起'],
    ['..2005', 'until 2005', '2005年及以前'],
    ['until 15 june 2019', 'until 15 June 2019', '2019年6月15日及以前'],
    ['1826..2100', 'any time', '任何时间'],
    ['1826', '1826', '1826年'],
    ['2100', '2100', '2100年'],
    ['5/12/2018', '12 May 2018 or 5 December 2018', '2018年5月12日或2018年12月5日'],
    ['before 2015', 'until 2014', '2014年及以前'],
    ['early 2019', '1 January – 30 April 2019', '2019年1月1日至4月30日'],
    ['the 90s', '1990 – 1999', '1990年至1999年'],
    ['weekends', 'weekends', '每个周末'],
    ['weekdays', 'Monday to Friday', '每个周一至周五'],
    ['saturday', 'Saturdays', '每个星期六'],
    ['mornings', 'every day, 05:00 – 12:00', '每天05:00至12:00'],
    ['晚上', 'every day, 18:00 – 24:00', '每天18:00至24:00'],
    ['sunday evening', 'Sundays, 17:00 – 22:00', '每个星期日17:00至22:00'],
    ['mornings in june 2019', '05:00 – 12:00, June 2019', '2019年6月，05:00至12:00'],
    [
      'saturday mornings in summer 2019',
      'Saturdays, 05:00 – 12:00, 1 June – 31 August 2019',
      '2019年6月1日至8月31日，星期六05:00至12:00',
    ],
    ['weekends since 2018', 'weekends, since 2018', '2018年起，周末'],
    ['saturdays in june', 'Saturdays, every June', '每年六月，星期六'],
    ['on this day', 'every 15 June until 2025', '2025年及以前，每年6月15日'],
    ['summers since 2015', 'every 1 June – 31 August since 2015', '2015年起，每年6月1日至8月31日'],
    ['last 3 summers', 'every 1 June – 31 August from 2023 to 2025', '2023年至2025年，每年6月1日至8月31日'],
    ['easter mornings', '05:00 – 12:00, each year, 1990 – 2027', '1990年至2027年，每年，05:00至12:00'],
  ])('formats %s as %s and %s', (text, en, zh) => {
    // Some versions of Intl put thin spaces around the dash.
    const plain = (one: string): string => one.replace(/\s/gu, ' ');
    const described = describeDate(readDate(text, NOW) ?? []);
    expect([plain(described.en), plain(described.zh)]).toEqual([en, zh]);
  });
});
