import type { Label } from '../../domain/label.ts';

/** Cells on each side of a heat map. */
export const SALIENCY_SIDE = 10;

/** The part of a label that tells which evidence is its own. */
export type LabelToFind = Pick<Label, 'classes' | 'concept' | 'use'>;

/** A part of an upright picture, as fractions of its width and height. */
export interface Area {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Where in a picture the network saw a label. To be stretched smoothly over `area`. */
export interface SaliencyMap {
  readonly side: typeof SALIENCY_SIDE;
  /**
   * side × side numbers, row-major from the top left, 0 (nothing speaks for the label) to 1 (the strongest
   * evidence in this photo, however weak it is: whether the photo shows the label is its score's to say).
   * Only zeros where nothing at all speaks for it.
   */
  readonly values: readonly number[];
  /** What the network saw of the picture. */
  readonly area: Area;
}
