import { expect, it } from 'vitest';
import { yearsOfAge } from '../../../src/search/evaluate/years-of-age.ts';

it.each([
  ['2010-05-04', 3, 3, '2013-05-04T00:00:00', '2014-05-03T23:59:59'],
  ['2010-05-04', 0, 2, '2010-05-04T00:00:00', '2013-05-03T23:59:59'],
  ['2012-02-29', 1, 1, '2013-03-01T00:00:00', '2014-02-28T23:59:59'],
  ['2012-02-29', 3, 3, '2015-03-01T00:00:00', '2016-02-28T23:59:59'],
  ['1899-12-31', 1, 1, '1900-12-31T00:00:00', '1901-12-30T23:59:59'],
])('who was born on %s is %i to %i from %s to %s', (birthday, from, to, first, last) => {
  expect(yearsOfAge(birthday, from, to)).toEqual({ from: first, to: last });
});
