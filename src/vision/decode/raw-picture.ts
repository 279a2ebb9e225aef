/** Decoded pixels, upright, row-major, 8 bits. */
export interface RawPicture {
  readonly width: number;
  readonly height: number;
  /** 3 is RGB; 4 has straight (not premultiplied) alpha. */
  readonly channels: 3 | 4;
  readonly data: Uint8Array<ArrayBuffer>;
  /** ICC profile of the colours; null for sRGB. */
  readonly profile: Uint8Array | null;
  /** Warning about slight damage of the file, or null. */
  readonly warning: string | null;
}
