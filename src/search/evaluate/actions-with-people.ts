import type { LabelId } from '../../domain/label.ts';
import { AT_LIKELY } from '../../domain/label.ts';
import type { Scratch } from './scored-set.ts';

/** Actions that the network sees by the thing that they need, also where nobody is there: guitars, bicycles, boats. */
const SEEN_BY_THEIR_THINGS: ReadonlySet<LabelId> = new Set([
  'playing-music',
  'cycling',
  'horse-riding',
  'kayaking',
  'skateboarding',
]);
const PEOPLE: readonly LabelId[] = ['people'];
/** What is left of the belief where nobody is seen. */
const WITH_NOBODY = 0.3;

/** Scores every photo for labels: level and probability by ordinal, the best label counts. */
export type ScoreLabels = (labels: readonly LabelId[], level: Uint8Array, probability: Float32Array) => void;

/** Whether a label is an action whose photos may show the thing without anybody. */
export const isSeenByItsThing = (label: LabelId): boolean => SEEN_BY_THEIR_THINGS.has(label);

/**
 * An action needs somebody who does it: where not even possibly people are seen it is no hit, and the belief of others
 * falls with that in people. In place.
 */
export function keepWithPeople(
  { level, belief }: { readonly level: Uint8Array; readonly belief: Float32Array },
  score: ScoreLabels,
  scratch: Scratch,
): void {
  const people = { level: scratch.levels(), probability: scratch.probabilities(), words: 1 };
  score(PEOPLE, people.level, people.probability);
  for (let at = 0; at < level.length; at++) {
    if (belief[at] === 0) continue;
    const share = Math.min(1, (people.probability[at] as number) / AT_LIKELY);
    belief[at] = (belief[at] as number) * Math.max(WITH_NOBODY, share);
    if (people.level[at] === 0) level[at] = 0;
  }
  scratch.free(people);
}
