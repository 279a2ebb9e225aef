import { expect, it } from 'vitest';
import { localeOf } from '../../../renderer/i18n/locale-of.ts';
import { stringsOf } from '../../../renderer/i18n/strings.ts';
import { CATALOGUES, LOCALES } from '../../../src/i18n/catalogues.ts';

it.each([
  ['en-GB', '6 Jul 2019, 22:30'],
  ['en-US', 'Jul 6, 2019, 10:30 PM'],
  ['en', 'Jul 6, 2019, 10:30 PM'],
  ['de-DE', '6 Jul 2019, 22:30'],
])('English dates are those of the region of %s', (system, expected) => {
  const t = stringsOf(CATALOGUES.en, localeOf(LOCALES.en, system));
  expect(t.dayAndTime('2019-07-06T22:30:00').replaceAll('\u202F', ' ')).toBe(expected);
});

it.each(['zh-CN', 'zh-TW', 'zh-Hant-HK', 'en-US'])('Chinese stays simplified on a system of %s', (system) => {
  const locale = localeOf(LOCALES.zh, system);
  expect(new Intl.Locale(locale).maximize()).toMatchObject({ language: 'zh', script: 'Hans' });
  expect(stringsOf(CATALOGUES.zh, locale).day('2019-07-06T00:00:00')).toBe('2019年7月6日');
});
