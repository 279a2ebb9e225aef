import type { Metadata } from 'sharp';

/** Coefficients per pixel of a JPEG, by chroma subsampling. */
const COEFFICIENTS: Readonly<Record<string, number>> = {
  '4:2:0': 1.5,
  '4:2:2': 2,
  '4:1:1': 1.5,
  '4:4:4': 3,
  '4:4:4:4': 4,
};

/*
 * How much memory libvips needs for a picture before the first row of it can be made smaller, by what its header
 * claims, in bytes: one function a way of reading.
 */

/** The rows of a progressive JPEG are known only when the last of its scans is: two bytes a coefficient. */
export const heldOfJpeg = ({
  width,
  height,
  channels,
  isProgressive,
  chromaSubsampling,
}: Metadata): number =>
  isProgressive ? width * height * 2 * (COEFFICIENTS[chromaSubsampling ?? ''] ?? channels) : 0;

/** The same holds of an interlaced PNG, whose pixels have one or two bytes a channel. */
export const heldOfPng = ({ width, height, channels, depth, isProgressive }: Metadata): number =>
  isProgressive ? width * height * channels * (depth === 'ushort' ? 2 : 1) : 0;

/** Decoded as a whole, with four bytes a pixel. */
export const heldWhole = ({ width, height }: Metadata): number => width * height * 4;

export const readByRow = (): number => 0;
