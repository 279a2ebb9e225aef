import { expect, it } from 'vitest';
import type { Prediction } from '../../../../src/domain/prediction.ts';
import { mergePredictions } from '../../../../src/vision/film/merge-predictions.ts';

const frame = (scores: Readonly<Record<number, number>>, concept: number, phrase: number[]): Prediction => ({
  classes: Uint16Array.from(Object.keys(scores), Number),
  probabilities: Float32Array.from(Object.values(scores)),
  concepts: Float32Array.of(concept),
  embedding: Int8Array.from(phrase),
  phrase: Int8Array.from(phrase),
});
const scoreOf = ({ classes, probabilities }: Prediction, index: number): number =>
  probabilities[classes.indexOf(index)] ?? 0;

it('what one frame of five alone shows is no label, what two show is', () => {
  const merged = mergePredictions([
    frame({ 1: 0.9, 2: 0.8 }, 0.9, [100, 0]),
    frame({ 2: 0.6 }, 0.1, [100, 0]),
    ...[0, 0, 0].map(() => frame({ 3: 0.01 }, 0.1, [100, 0])),
  ]);
  expect(scoreOf(merged, 1)).toBe(0);
  expect(scoreOf(merged, 2)).toBeCloseTo(0.6);
  expect(merged.concepts[0]).toBeCloseTo(0.1);
  // Best first.
  expect(merged.classes[0]).toBe(2);
});

it('two frames have their mean, and one is itself', () => {
  const [one, other] = [frame({ 1: 0.9 }, 0.9, [100, 0]), frame({ 1: 0.5 }, 0.1, [100, 0])];
  expect(scoreOf(mergePredictions([one, other]), 1)).toBeCloseTo(0.7);
  expect(mergePredictions([one])).toBe(one);
});

it('a phrase embedding is the mean of unit vectors: a long one counts no more', () => {
  const merged = mergePredictions([frame({}, 0, [120, 0]), frame({}, 0, [0, 40]), frame({}, 0, [0, 40])]);
  const [x = 0, y = 0] = merged.phrase ?? [];
  expect(y / x).toBeCloseTo(2, 1);
});
