import { describe, expect, it } from 'vitest';
import {
  CONCEPT_COUNT,
  EMBEDDING_SIZE,
  KEPT_CLASSES,
  type Prediction,
} from '../../../../src/domain/prediction.ts';
import { computeLabels, scoreOf } from '../../../../src/knowledge/labels/compute-labels.ts';
import { labelOf, vocabulary } from '../../../../src/knowledge/labels/vocabulary.ts';

/** A prediction with these class probabilities, and these concepts by label. */
function prediction(
  classes: Readonly<Record<string, number>>,
  concepts: Readonly<Record<string, number>> = {},
): Prediction {
  const known = Object.entries(classes).map(([id, p]) => [labelOf(id).classes[0] ?? 0, p] as const);
  const others = Array.from({ length: 1000 }, (_, index) => [index, 0] as const).filter(
    ([index]) => !known.some(([k]) => k === index),
  );
  const kept = [...known, ...others].slice(0, KEPT_CLASSES);
  const scores = new Float32Array(CONCEPT_COUNT);
  for (const [id, score] of Object.entries(concepts)) scores[labelOf(id).concept ?? -1] = score;
  return {
    classes: Uint16Array.from(kept, ([index]) => index),
    probabilities: Float32Array.from(kept, ([, p]) => p),
    concepts: scores,
    embedding: new Int8Array(EMBEDDING_SIZE),
    phrase: null,
  };
}

describe('computeLabels', () => {
  it('sums the classes below a broader label: five terriers at 0.15 give terrier 0.75', () => {
    const terriers = prediction({
      'border-terrier': 0.15,
      'irish-terrier': 0.15,
      'norfolk-terrier': 0.15,
      'norwich-terrier': 0.15,
      'cairn-terrier': 0.15,
    });
    expect(scoreOf('terrier', terriers)).toBeCloseTo(0.75);
    expect(scoreOf('animal', terriers)).toBeCloseTo(0.75);
    expect(scoreOf('cat', terriers)).toBe(0);
    expect(computeLabels(terriers).map(({ label }) => label)).toEqual(
      expect.arrayContaining(['terrier', 'mammal', 'pet', 'border-terrier']),
    );
  });

  it('uses the concept score alone if the model card says so', () => {
    expect(labelOf('beach').use).toBe('concept');
    expect(scoreOf('beach', prediction({ coast: 0.9 }, { beach: 0.25 }))).toBeCloseTo(0.25);
  });

  it('combines concept and tree as 1 - (1 - concept)(1 - tree) if the model card says so', () => {
    expect(labelOf('tennis').use).toBe('either');
    expect(scoreOf('tennis', prediction({ racket: 0.5 }, { tennis: 0.4 }))).toBeCloseTo(1 - 0.6 * 0.5);
  });

  it('gives exactly the labels at or above their ranking threshold, best first', () => {
    const photo = prediction(
      { beagle: 0.6, 'tennis-ball': 0.2, tench: 0.04 },
      { dog: 0.9, snow: 0.01, grass: 0.5 },
    );
    const found = computeLabels(photo);
    const expected = vocabulary.labels
      .filter(({ id, rankedFrom }) => scoreOf(id, photo) >= rankedFrom)
      .map(({ id }) => id);
    expect(found.map(({ label }) => label).sort()).toEqual(expected.sort());
    expect(found.map(({ score }) => score)).toEqual(found.map(({ score }) => score).sort((a, b) => b - a));
    for (const { label, score } of found) expect(score, label).toBe(scoreOf(label, photo));
  });

  it('never gives a score above 1', () => {
    const sure = prediction({ beagle: 0.9, pug: 0.2 }, { dog: 1 });
    for (const { id } of vocabulary.labels) expect(scoreOf(id, sure), id).toBeLessThanOrEqual(1);
    expect(scoreOf('animal', sure)).toBe(1);
  });

  it('takes well under a millisecond per photo', () => {
    const photo = prediction({ beagle: 0.6, 'tennis-ball': 0.2 }, { dog: 0.9 });
    for (let i = 0; i < 200; i++) computeLabels(photo);
    const start = performance.now();
    for (let i = 0; i < 1000; i++) computeLabels(photo);
    expect((performance.now() - start) / 1000).toBeLessThan(1);
  });
});
