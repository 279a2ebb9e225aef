/** Number of the 1,000 class probabilities that are stored for each photo. */
export const KEPT_CLASSES = 64;
export const CONCEPT_COUNT = 119;
export const EMBEDDING_SIZE = 256;
/** A stored embedding is the unit-length embedding times this factor. */
export const EMBEDDING_SCALE = 300;
export const PHRASE_SIZE = 192;
/** A stored phrase embedding is the output of the network times this factor. */
export const PHRASE_SCALE = 400;

/**
 * Output of the network for one photo. Labels, thresholds and similarity are computed from it, now and later, without
 * opening the photo again.
 */
export interface Prediction {
  /** Indices of the KEPT_CLASSES most probable ImageNet classes, most probable first. */
  readonly classes: Uint16Array;
  /** Their probabilities, in the same order, 0 to 1. */
  readonly probabilities: Float32Array;
  /**
   * CONCEPT_COUNT independent scores, 0 to 1, in the order of labels.json of the model. 0 for concepts that the network
   * of this prediction did not have.
   */
  readonly concepts: Float32Array;
  /** EMBEDDING_SIZE numbers: clip(round(EMBEDDING_SCALE · s), -127, 127) of the unit-length embedding s. */
  readonly embedding: Int8Array;
  /**
   * Embedding in the space of texts: PHRASE_SIZE numbers, clip(round(PHRASE_SCALE · p), -127, 127) of the embedding p,
   * which is not of unit length. Null if the network had no such output.
   */
  readonly phrase: Int8Array | null;
}
