import { describe, expect, it } from 'vitest';
import { nextQuestion } from '../../../renderer/features/labels/next-question.ts';

const nextAfter = (from: number, answered: readonly number[]): number | null =>
  nextQuestion(from, 5, (at) => answered.includes(at));

describe('the next question', () => {
  it('is the next one without an answer, around the end', () => {
    expect(nextAfter(0, [])).toBe(1);
    expect(nextAfter(1, [2, 3])).toBe(4);
    expect(nextAfter(4, [0])).toBe(1);
  });
  it('is none when all others are answered', () => {
    expect(nextAfter(2, [0, 1, 3, 4])).toBeNull();
    expect(nextQuestion(0, 1, () => false)).toBeNull();
  });
});
