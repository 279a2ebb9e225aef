import { expect, it } from 'vitest';
import { strings } from '../../../renderer/i18n/strings.ts';
import { LANGUAGES } from '../../../src/domain/label.ts';

it.each(LANGUAGES)('the dates of an album are not broken within (%s)', (language) => {
  const t = strings[language];
  const facts = t.albumFacts(24, '2014-05-03', '2023-12-28');
  const dates = facts.slice(facts.indexOf('·') + 2).split(/[ \u2009]/u);
  expect(dates).toHaveLength(2);
  expect(dates[0]).toMatch(/–$/u);
});
