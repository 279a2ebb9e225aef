import {
  CONCEPT_COUNT,
  KEPT_CLASSES,
  type RawAnswer,
  SIGNATURE_SCALE,
  SIGNATURE_SIZE,
} from '../domain/answer.ts';

const CLASS_COUNT = 1000;

/** The outputs of the network from which answers are made. */
export const ANSWER_OUTPUTS = ['probabilities', 'concepts', 'signature'] as const;

/** Each of the outputs for one photo after the other: CLASS_COUNT, CONCEPT_COUNT and SIGNATURE_SIZE numbers. */
type AnswerOutputs = Readonly<Record<(typeof ANSWER_OUTPUTS)[number], Float32Array>>;

/**
 * The raw answers of a batch.
 * @throws Error where the outputs are not as long as the batch asks for
 */
export function rawAnswers(
  outputs: AnswerOutputs,
  photos: number,
  phraseNorm: (signature: Int8Array) => number,
): RawAnswer[] {
  const of = (name: keyof AnswerOutputs, size: number): ((photo: number) => Float32Array) => {
    const all = outputs[name];
    if (all.length !== photos * size)
      throw new Error(`The network gave ${all.length} numbers of ${name} for a batch of ${photos}.`);
    return (photo) => all.subarray(photo * size, (photo + 1) * size);
  };
  const probabilities = of('probabilities', CLASS_COUNT);
  const concepts = of('concepts', CONCEPT_COUNT);
  const signature = of('signature', SIGNATURE_SIZE);
  return Array.from({ length: photos }, (_, photo) => {
    const stored = storedSignature(signature(photo));
    return {
      ...keptClasses(probabilities(photo)),
      concepts: concepts(photo).slice(),
      signature: stored,
      phraseNorm: phraseNorm(stored),
    };
  });
}

function keptClasses(all: Float32Array): Pick<RawAnswer, 'classes' | 'probabilities'> {
  // Numbers sort faster than their places: of most classes it is enough to know that they are not among the best.
  const least = all.toSorted()[all.length - KEPT_CLASSES] ?? 0;
  const best = all.keys().filter((index) => (all[index] ?? 0) >= least);
  const order = Uint16Array.from(best).sort((a, b) => (all[b] ?? 0) - (all[a] ?? 0) || a - b);
  const classes = order.slice(0, KEPT_CLASSES);
  return { classes, probabilities: Float32Array.from(classes, (index) => all[index] ?? 0) };
}

const storedSignature = (signature: Float32Array): Int8Array =>
  Int8Array.from(signature, (value) => Math.max(-127, Math.min(127, Math.round(SIGNATURE_SCALE * value))));
