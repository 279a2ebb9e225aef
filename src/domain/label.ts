export const LANGUAGES = ['en', 'zh'] as const;
export type Language = (typeof LANGUAGES)[number];

/** A label's stable key: a readable slug such as `dog`, `border-terrier` or `crane-bird`. */
export type LabelId = string;

/** A thing, scene or activity that a photo can show. */
export interface Label {
  readonly id: LabelId;
  /** Display name. */
  readonly name: Readonly<Record<Language, string>>;
  /** Every word or phrase that finds it, the name first; lower case, singular for English. */
  readonly words: Readonly<Record<Language, readonly string[]>>;
  /** Ids of the labels directly above it. */
  readonly broader: readonly LabelId[];
  /** Index of the concept that means the same, or null. */
  readonly concept: number | null;
  /** Ascending indices of all ImageNet classes at or below it; empty where only the concept has it. */
  readonly classes: readonly number[];
  /** How its score is made: the concept alone, the sum over its classes, or 1 - (1 - concept)·(1 - sum). */
  readonly use: 'concept' | 'tree' | 'either';
  /** At or above this score a photo likely shows it; NEVER if no score is good enough. */
  readonly likely: number;
  /** At or above this score a photo possibly shows it; NEVER likewise. Never above `likely`. */
  readonly possible: number;
  /**
   * Photos at or above this score are stored with the label, so that they can be ranked and reached when corrections
   * move the thresholds. At most `possible`.
   */
  readonly rankedFrom: number;
  /** Shown in Explore and among the labels of a photo. Search also finds labels that are not shown. */
  readonly shown: boolean;
}

/** A threshold that no score reaches: the label alone never makes a photo likely (or possible). */
export const NEVER = 2;

/** A label with its score for one photo, 0 to 1. */
export interface ScoredLabel {
  readonly label: LabelId;
  readonly score: number;
}

export type ConfidenceLevel = 'likely' | 'possible' | 'unlikely';

/** Confidence level of a score under the two thresholds of a label. */
export function confidenceLevelOf(
  score: number,
  thresholds: { readonly likely: number; readonly possible: number },
): ConfidenceLevel {
  if (score >= thresholds.likely) return 'likely';
  return score >= thresholds.possible ? 'possible' : 'unlikely';
}

/** Precision for which the two thresholds were calibrated: the probability of a score at the threshold. */
export const AT_LIKELY = 0.8;
export const AT_POSSIBLE = 0.3;

/**
 * Maps the score of a label to the probability that the photo shows it: piecewise linear through 0, the possible
 * threshold, the likely threshold and 1. Strictly increasing, so the order within one word is unchanged. NEVER needs
 * no special case, because no score reaches that segment.
 */
export function calibrated(
  score: number,
  thresholds: { readonly likely: number; readonly possible: number },
): number {
  const { likely, possible } = thresholds;
  if (score < possible) return (AT_POSSIBLE * score) / possible;
  if (score < likely)
    return AT_POSSIBLE + ((AT_LIKELY - AT_POSSIBLE) * (score - possible)) / (likely - possible);
  return AT_LIKELY + ((1 - AT_LIKELY) * (score - likely)) / (1 - likely);
}
