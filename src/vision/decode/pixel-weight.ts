import type { Metadata } from 'sharp';

/*
 * What a pixel counts towards the limit of pixels, by what the header claims: one function a way of reading. 1 is the
 * work of a pixel of 24 bits; none counts less than half, so that no picture has more than twice as many as the limit.
 */
export const LEAST_WEIGHT = 0.5;

export const fullWeight = (): number => 1;

/** A JPEG is decoded to size, row by row, unless it is progressive. */
export const weightOfJpeg = ({ isProgressive }: Metadata): number => (isProgressive ? 1 : LEAST_WEIGHT);

/** A scan of one bit or of greys has less to decode; the rows of an interlaced PNG are known only at its end. */
export const weightOfPng = ({ isProgressive, isPalette, channels, bitsPerSample = 8 }: Metadata): number =>
  isProgressive ? 1 : Math.max(LEAST_WEIGHT, ((isPalette ? 1 : channels) * bitsPerSample) / 24);
