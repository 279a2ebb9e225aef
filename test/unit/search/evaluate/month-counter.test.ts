import { expect, it } from 'vitest';
import { MonthCounter } from '../../../../src/search/evaluate/month-counter.ts';
import { LIKELY, POSSIBLE } from '../../../../src/search/evaluate/scored-set.ts';

it('months are in the order of the hits: by level, then the newest first, a year alone after its months', () => {
  const counter = new MonthCounter();
  const january = 12 * 2019;
  counter.add(POSSIBLE, january, false);
  counter.add(LIKELY, 0, false);
  counter.add(LIKELY, january, true);
  counter.add(LIKELY, january, false);
  counter.add(LIKELY, january, false);
  counter.add(LIKELY, january + 11, false);
  expect(counter.inOrder()).toEqual([
    { month: '2019-12', level: 'likely', count: 1 },
    { month: '2019-01', level: 'likely', count: 2 },
    { month: '2019', level: 'likely', count: 1 },
    { month: null, level: 'likely', count: 1 },
    { month: '2019-01', level: 'possible', count: 1 },
  ]);
});
