/** Decoded pixels, upright, row-major, 8 bits. */
export interface RawPicture {
  readonly width: number;
  readonly height: number;
  /** 3 is RGB; 4 has an alpha that is not multiplied into the colours. */
  readonly channels: 3 | 4;
  readonly data: Uint8Array<ArrayBuffer>;
  /** The ICC profile of the colours; null is sRGB. */
  readonly profile: Uint8Array | null;
  /** What is slightly wrong with the file, or null. */
  readonly warning: string | null;
}
