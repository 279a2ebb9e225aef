/** Numbers of a descriptor; the distance of two is Euclidean, and they are not of unit length. */
export const DESCRIPTOR_SIZE = 128;

/** A rectangle in fractions of the width and the height of the upright picture, 0 to 1. */
export interface FaceBox {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** A face in a photo. */
export interface Face {
  /** 0.8 to 1. */
  readonly score: number;
  readonly box: FaceBox;
  /** DESCRIPTOR_SIZE numbers: near for the same person. */
  readonly descriptor: Float32Array;
}
