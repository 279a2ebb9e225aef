import type { Label } from '../../domain/label.ts';

/** Cells per side of a saliency map. */
export const SALIENCY_SIDE = 10;

/** The properties of a label that select its evidence. */
export type LabelToFind = Pick<Label, 'classes' | 'concept' | 'use'>;

/** A rectangle in an upright picture, as fractions of its width and height. */
export interface Area {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Where in a picture the network found a label. To be interpolated over `area`. */
export interface SaliencyMap {
  readonly side: typeof SALIENCY_SIDE;
  /**
   * side × side numbers, row-major from the top left, 0 (no evidence for the label) to 1 (the strongest evidence in
   * this photo, however weak: only the score states whether the photo shows the label). All zeros without any
   * evidence.
   */
  readonly values: readonly number[];
  /** The part of the picture that the model input covers. */
  readonly area: Area;
}
