/** What decoding one photo may cost. */
export interface DecodeLimits {
  readonly maxBytes: number;
  /** Above every camera that is sold, far below a decompression bomb. */
  readonly maxPixels: number;
  readonly seconds: number;
}

export const DEFAULT_LIMITS: DecodeLimits = { maxBytes: 512 * 2 ** 20, maxPixels: 300_000_000, seconds: 20 };
