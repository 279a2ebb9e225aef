import {
  CONCEPT_COUNT,
  EMBEDDING_SCALE,
  EMBEDDING_SIZE,
  KEPT_CLASSES,
  PHRASE_SCALE,
  PHRASE_SIZE,
  type Prediction,
} from '../../domain/prediction.ts';

/** How many numbers of each output there are for one photo. */
const OUTPUT_SIZES = {
  probabilities: 1000,
  concepts: CONCEPT_COUNT,
  /** The network's name for the embedding. */
  signature: EMBEDDING_SIZE,
  phrase: PHRASE_SIZE,
} as const;
type PredictionOutput = keyof typeof OUTPUT_SIZES;

/** The outputs of the network from which answers are made. */
export const PREDICTION_OUTPUTS: readonly PredictionOutput[] = Object.keys(
  OUTPUT_SIZES,
) as PredictionOutput[];

/**
 * The raw answers of a batch.
 * @param output gives an output: the numbers of one photo after those of the other
 * @param photos photos in the batch
 * @throws Error where an output is not as long as the batch asks for
 */
export function toPredictions(
  output: (name: PredictionOutput) => Float32Array,
  photos: number,
): Prediction[] {
  const of = (name: PredictionOutput): ((photo: number) => Float32Array) => {
    const all = output(name);
    const size = OUTPUT_SIZES[name];
    if (all.length !== photos * size)
      throw new Error(`The network gave ${all.length} numbers of ${name} for a batch of ${photos}.`);
    return (photo) => all.subarray(photo * size, (photo + 1) * size);
  };
  const probabilities = of('probabilities');
  const concepts = of('concepts');
  const embedding = of('signature');
  const phrase = of('phrase');
  return Array.from({ length: photos }, (_, photo) => ({
    ...keptClasses(probabilities(photo)),
    concepts: concepts(photo).slice(),
    embedding: asInt8(embedding(photo), EMBEDDING_SCALE),
    phrase: asInt8(phrase(photo), PHRASE_SCALE),
  }));
}

function keptClasses(all: Float32Array): Pick<Prediction, 'classes' | 'probabilities'> {
  // Numbers sort faster than their places: of most classes it is enough to know that they are not among the best.
  const least = all.toSorted()[all.length - KEPT_CLASSES] ?? 0;
  const best = all.keys().filter((index) => (all[index] ?? 0) >= least);
  const order = Uint16Array.from(best).sort((a, b) => (all[b] ?? 0) - (all[a] ?? 0) || a - b);
  const classes = order.slice(0, KEPT_CLASSES);
  return { classes, probabilities: Float32Array.from(classes, (index) => all[index] ?? 0) };
}

const asInt8 = (embedding: Float32Array, scale: number): Int8Array =>
  Int8Array.from(embedding, (value) => Math.max(-127, Math.min(127, Math.round(scale * value))));
