/** What one file may cost. */
export interface DecodeLimits {
  /** Bytes of the file. */
  readonly maxBytes: number;
  /** Pixels (width × height) that its header claims. */
  readonly maxPixels: number;
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
  timeLimit: 20_000,
};
