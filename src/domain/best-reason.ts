/** Why one of several copies is the best, in the order in which it counts; `none` where nothing distinguishes them. */
export const BEST_REASONS = [
  'size',
  'metadata',
  'format',
  'sharpness',
  'statements',
  'directory',
  'name',
  'bytes',
  'age',
  'none',
] as const;
export type BestReason = (typeof BEST_REASONS)[number];
