/** How many of the network's 1,000 class probabilities are kept for each photo. */
export const KEPT_CLASSES = 64;
export const CONCEPT_COUNT = 119;
export const SIGNATURE_SIZE = 256;
/** A stored signature is this many times the unit-length one. */
export const SIGNATURE_SCALE = 300;

/**
 * The raw answer of the network to one photo: everything that labels, thresholds and likeness are derived
 * from, now and later, without opening the photo again.
 */
export interface RawAnswer {
  /** Indices of the KEPT_CLASSES most probable ImageNet classes, most probable first. */
  readonly classes: Uint16Array;
  /** Their probabilities, in the same order, 0 to 1. */
  readonly probabilities: Float32Array;
  /** CONCEPT_COUNT independent scores, 0 to 1, in the order of the model's labels.json. */
  readonly concepts: Float32Array;
  /** SIGNATURE_SIZE numbers: clip(round(SIGNATURE_SCALE · s), -127, 127) of the unit-length signature s. */
  readonly signature: Int8Array;
  /** |(s - a)·M| of the phrase map: the length of the signature among phrases. */
  readonly phraseNorm: number;
}
