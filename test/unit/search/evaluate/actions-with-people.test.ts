import { expect, it } from 'vitest';
import { isSeenByItsThing, keepWithPeople } from '../../../../src/search/evaluate/actions-with-people.ts';
import { LIKELY, POSSIBLE, Scratch } from '../../../../src/search/evaluate/scored-set.ts';

it('an action seen by its thing is found where people are seen, less where they are doubtful, else not', () => {
  const peopleIn = [LIKELY, POSSIBLE, 0, LIKELY];
  const level = Uint8Array.of(LIKELY, LIKELY, LIKELY, 0);
  const belief = Float32Array.of(0.9, 0.9, 0.9, 0);
  const asked: string[] = [];
  keepWithPeople(
    { level, belief },
    (labels, levels, probabilities) => {
      asked.push(...labels);
      levels.set(peopleIn);
      probabilities.set([0.95, 0.4, 0.1, 0.95]);
    },
    new Scratch(level.length),
  );
  expect(asked).toEqual(['people']);
  expect([...level]).toEqual([LIKELY, LIKELY, 0, 0]);
  expect([...belief].map((one) => Number(one.toFixed(3)))).toEqual([0.9, 0.45, 0.27, 0]);
});

it('a bicycle is no cycling by itself, but a swimmer in the sea may be too small to be seen', () => {
  expect(['cycling', 'playing-music'].every(isSeenByItsThing)).toBe(true);
  expect(['swimming', 'surfing', 'bicycle'].some(isSeenByItsThing)).toBe(false);
});
