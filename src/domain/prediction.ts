/** How many of the network's 1,000 class probabilities are kept for each photo. */
export const KEPT_CLASSES = 64;
export const CONCEPT_COUNT = 119;
export const EMBEDDING_SIZE = 256;
/** A stored signature is this many times the unit-length one. */
export const EMBEDDING_SCALE = 300;
export const PHRASE_SIZE = 192;
/** A stored phrase embedding is this many times the network's. */
export const PHRASE_SCALE = 400;

/**
 * The raw answer of the network to one photo: everything that labels, thresholds and likeness are derived
 * from, now and later, without opening the photo again.
 */
export interface Prediction {
  /** Indices of the KEPT_CLASSES most probable ImageNet classes, most probable first. */
  readonly classes: Uint16Array;
  /** Their probabilities, in the same order, 0 to 1. */
  readonly probabilities: Float32Array;
  /**
   * CONCEPT_COUNT independent scores, 0 to 1, in the order of the model's labels.json. Those that the network of
   * the answer did not have are 0.
   */
  readonly concepts: Float32Array;
  /** EMBEDDING_SIZE numbers: clip(round(EMBEDDING_SCALE · s), -127, 127) of the unit-length signature s. */
  readonly embedding: Int8Array;
  /**
   * The photo among phrases: PHRASE_SIZE numbers, clip(round(PHRASE_SCALE · p), -127, 127) of the embedding p, which
   * is not of unit length. Null: the photo was recognised by a network without this output.
   */
  readonly phrase: Int8Array | null;
}
