import type { Label, LabelId, ScoredLabel } from '../../domain/label.ts';
import type { Prediction } from '../../domain/prediction.ts';
import { labelOf, vocabulary } from './vocabulary.ts';

const CLASS_COUNT = 1000;
const { labels } = vocabulary;

/** For each class, the indexes of the labels to which its probability is added. */
const labelsOfClass: readonly number[][] = Array.from({ length: CLASS_COUNT }, () => []);
labels.forEach(({ use, classes }, place) => {
  if (use !== 'concept') for (const index of classes) labelsOfClass[index]?.push(place);
});

/** All labels that a photo may show, down to the score from which each label is ranked, best first. */
export function computeLabels(prediction: Prediction): ScoredLabel[] {
  const sums = new Float64Array(labels.length);
  prediction.classes.forEach((index, at) => {
    for (const place of labelsOfClass[index] ?? [])
      sums[place] = (sums[place] ?? 0) + (prediction.probabilities[at] ?? 0);
  });
  const found: ScoredLabel[] = [];
  labels.forEach((label, place) => {
    const score = combine(label, sums[place] ?? 0, prediction.concepts);
    if (score >= label.rankedFrom) found.push({ label: label.id, score });
  });
  return found.sort((a, b) => b.score - a.score);
}

const membersOf = new Map<LabelId, Uint8Array>();

/** Score of one label for a photo, 0 to 1, without a lower limit; equal to the score that `computeLabels` gives. */
export function scoreOf(id: LabelId, prediction: Prediction): number {
  const label = labelOf(id);
  if (label.use === 'concept') return combine(label, 0, prediction.concepts);
  let members = membersOf.get(id);
  if (members === undefined) {
    members = new Uint8Array(CLASS_COUNT);
    for (const index of label.classes) members[index] = 1;
    membersOf.set(id, members);
  }
  let sum = 0;
  for (let at = 0; at < prediction.classes.length; at++)
    if (members[prediction.classes[at] ?? 0] === 1) sum += prediction.probabilities[at] ?? 0;
  return combine(label, sum, prediction.concepts);
}

/** Score of a label from the sum over its classes and its concept, as the model card specifies. */
function combine({ use, concept }: Label, sum: number, concepts: Float32Array): number {
  const tree = Math.min(1, sum);
  if (use === 'tree' || concept === null) return tree;
  const seen = concepts[concept] ?? 0;
  return use === 'concept' ? seen : 1 - (1 - seen) * (1 - tree);
}
