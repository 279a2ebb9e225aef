export const LANGUAGES = ['en', 'zh'] as const;
export type Language = (typeof LANGUAGES)[number];

/** A label's stable key: a readable slug such as `dog`, `border-terrier` or `crane-bird`. */
export type LabelId = string;

/** Something that can be seen in a photo and that people have words for. */
export interface Label {
  readonly id: LabelId;
  /** What a person is shown. */
  readonly name: Readonly<Record<Language, string>>;
  /** Every word or phrase that finds it, the name first; lower case, singular for English. */
  readonly words: Readonly<Record<Language, readonly string[]>>;
  /** Ids of the labels directly above it. */
  readonly broader: readonly LabelId[];
  /** Index of the concept that means the same, or null. */
  readonly concept: number | null;
  /** Ascending indices of all ImageNet classes at or below it; empty where only the concept knows it. */
  readonly classes: readonly number[];
  /** How its score is made: the concept alone, the sum over its classes, or 1 - (1 - concept)·(1 - sum). */
  readonly use: 'concept' | 'tree' | 'either';
  /** At or above this score a photo likely shows it; NEVER where no score is good enough. */
  readonly likely: number;
  /** At or above this score a photo possibly shows it; NEVER likewise. Never above `likely`. */
  readonly possible: number;
  /**
   * From this score on a photo is kept with the label, to be ranked and to be reached when a person's answers
   * move the thresholds: at most `possible`.
   */
  readonly rankedFrom: number;
  /** People say it of a photo: shown in Explore and among a photo's labels. Search finds the others too. */
  readonly shown: boolean;
}

/** A threshold that no score reaches: by itself a photo is never likely, or not even possible, to show it. */
export const NEVER = 2;

/** A label with the score that one photo has for it, 0 to 1. */
export interface ScoredLabel {
  readonly label: LabelId;
  readonly score: number;
}

export type ConfidenceLevel = 'likely' | 'possible' | 'unlikely';

/** The tier of a score under a label's two cuts. */
export function confidenceLevelOf(
  score: number,
  thresholds: { readonly likely: number; readonly possible: number },
): ConfidenceLevel {
  if (score >= thresholds.likely) return 'likely';
  return score >= thresholds.possible ? 'possible' : 'unlikely';
}

/** The precision that the two cuts were calibrated for: what a score at the cut is worth as a probability. */
export const AT_LIKELY = 0.8;
export const AT_POSSIBLE = 0.3;

/**
 * A label's score as the probability that the photo shows it, through its two calibrated cuts: a straight
 * line from 0 to the possible cut, to the likely cut, to 1. Strictly rising, so a single word's order stays.
 * NEVER needs no case of its own: the line to it is only not reached.
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
