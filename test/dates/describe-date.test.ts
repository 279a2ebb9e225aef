import { describe, expect, it } from 'vitest';
import { describeDate } from '../../src/dates/describe-date.ts';
import { readDate } from '../../src/dates/read-date.ts';

const NOW = new Date(2026, 5, 15, 12);

describe('a date for people', () => {
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
  ])('%s is %s, %s', (text, en, zh) => {
    // Some versions of Intl put thin spaces around the dash.
    const plain = (one: string): string => one.replace(/\s/gu, ' ');
    const described = describeDate(readDate(text, NOW) ?? []);
    expect([plain(described.en), plain(described.zh)]).toEqual([en, zh]);
  });
});
