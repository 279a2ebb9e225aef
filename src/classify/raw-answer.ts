import { KEPT_CLASSES, type RawAnswer, SIGNATURE_SCALE, SIGNATURE_SIZE } from '../domain/answer.ts';

/** One photo's raw answer from the network's three outputs. */
export function rawAnswer(
  probabilities: Float32Array,
  concepts: Float32Array,
  signature: Float32Array,
  phraseNorm: (signature: Int8Array) => number,
): RawAnswer {
  const order = Uint16Array.from(probabilities.keys()).sort(
    (a, b) => (probabilities[b] ?? 0) - (probabilities[a] ?? 0) || a - b,
  );
  const classes = order.slice(0, KEPT_CLASSES);
  const stored = new Int8Array(SIGNATURE_SIZE);
  for (let i = 0; i < SIGNATURE_SIZE; i++)
    stored[i] = Math.max(-127, Math.min(127, Math.round(SIGNATURE_SCALE * (signature[i] ?? 0))));
  return {
    classes,
    probabilities: Float32Array.from(classes, (index) => probabilities[index] ?? 0),
    concepts: concepts.slice(),
    signature: stored,
    phraseNorm: phraseNorm(stored),
  };
}
