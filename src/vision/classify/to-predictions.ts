import {
  CONCEPT_COUNT,
  EMBEDDING_SCALE,
  EMBEDDING_SIZE,
  KEPT_CLASSES,
  PHRASE_SCALE,
  PHRASE_SIZE,
  type Prediction,
} from '../../domain/prediction.ts';

/** Length of each output for one photo. */
const OUTPUT_SIZES = {
  probabilities: 1000,
  concepts: CONCEPT_COUNT,
  /** The name of the embedding in the network. */
  signature: EMBEDDING_SIZE,
  phrase: PHRASE_SIZE,
} as const;
type PredictionOutput = keyof typeof OUTPUT_SIZES;

/** The outputs of the network from which predictions are made. */
export const PREDICTION_OUTPUTS: readonly PredictionOutput[] = Object.keys(
  OUTPUT_SIZES,
) as PredictionOutput[];

/**
 * The predictions of a batch.
 * @param output reads an output by name: the numbers of all photos, concatenated
 * @param photos number of photos in the batch
 * @throws Error if the length of an output does not match the batch
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
  // Sorting values is faster than sorting indexes, and most classes are below the last value to keep.
  const least = all.toSorted()[all.length - KEPT_CLASSES] ?? 0;
  const best = all.keys().filter((index) => (all[index] ?? 0) >= least);
  const order = Uint16Array.from(best).sort((a, b) => (all[b] ?? 0) - (all[a] ?? 0) || a - b);
  const classes = order.slice(0, KEPT_CLASSES);
  return { classes, probabilities: Float32Array.from(classes, (index) => all[index] ?? 0) };
}

const asInt8 = (embedding: Float32Array, scale: number): Int8Array =>
  Int8Array.from(embedding, (value) => Math.max(-127, Math.min(127, Math.round(scale * value))));
