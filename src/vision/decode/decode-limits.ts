/** What one file may cost. */
export interface DecodeLimits {
  /** Bytes of the file. */
  readonly maxBytes: number;
  /** Pixels (width × height) that its header claims. */
  readonly maxPixels: number;
  /** Bytes that have to be held before the first row can be made smaller, by what its header claims. */
  readonly maxHeld: number;
  /** Milliseconds for its pixels. */
  readonly timeLimit: number;
}

/**
 * 300 million pixels let through every camera (a 108-megapixel phone, a stitched panorama) and refuse what
 * only a decompression bomb or a map is (20,000 × 20,000).
 */
export const DEFAULT_LIMITS: DecodeLimits = {
  maxBytes: 512 * 1024 * 1024,
  maxPixels: 300_000_000,
  // A progressive JPEG of 130 million pixels at full colour, of 260 million at the usual one.
  maxHeld: 768 * 1024 * 1024,
  timeLimit: 20_000,
};
