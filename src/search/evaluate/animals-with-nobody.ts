import type { LabelScorer } from './label-scorer.ts';
import { LIKELY } from './scored-set.ts';

/**
 * Photos that likely show an animal and not even possibly people, by ordinal: what looks like a face in them is that of
 * a dog or a monkey.
 * @param count of ordinals
 */
export function* animalsWithNobody(labels: Pick<LabelScorer, 'scoreKept'>, count: number): Generator<number> {
  const [animals, people] = [new Uint8Array(count), new Uint8Array(count)];
  const probability = new Float32Array(count);
  labels.scoreKept(['animal'], animals, probability);
  labels.scoreKept(['people'], people, probability.fill(0));
  for (let at = 0; at < count; at++) if (animals[at] === LIKELY && people[at] === 0) yield at;
}
