/** Resource limits for one file. */
export interface DecodeLimits {
  /** Size of the file in bytes. */
  readonly maxBytes: number;
  /** Pixels (width × height) according to its header; more where a pixel is less work: see pixel-weight.ts. */
  readonly maxPixels: number;
  /** Bytes that must be held before the first row can be reduced, according to its header. */
  readonly maxHeld: number;
  /** Time in ms for decoding its pixels. */
  readonly timeLimit: number;
}

/**
 * 300 million pixels accept every camera (a 108-megapixel phone, a stitched panorama), and reject decompression bombs
 * and maps (20,000 × 20,000 in colour). Twice as many accept a scanned poster in black and white (24,000 × 14,000).
 */
export const DEFAULT_LIMITS: DecodeLimits = {
  maxBytes: 512 * 1024 * 1024,
  maxPixels: 300_000_000,
  // A progressive JPEG of 130 million pixels without chroma subsampling, or 260 million with the usual one.
  maxHeld: 768 * 1024 * 1024,
  timeLimit: 20_000,
};
