import { AT_LIKELY, AT_POSSIBLE, NEVER } from '../../domain/label.ts';

interface Thresholds {
  readonly likely: number;
  readonly possible: number;
}

/** Correction for a photo, with the score of the photo for the label. */
export interface LabelledScore {
  /** 0 to 1. */
  readonly score: number;
  readonly applies: boolean;
}

/**
 * Standard deviation of the prior on the error of the thresholds of a label in a library, in log odds. Chosen by
 * test/eval/teach.ts --chosen-on; a wider prior trades precision for recall.
 */
const PRIOR_SPREAD = 0.3;
/** Maximum shift of the thresholds, in log odds. */
const FARTHEST = 1.5;
const MOST_STEPS = 50;
/**
 * Starting point for an unreachable threshold once the user confirms a photo: close enough to 1 that a few corrections
 * make almost nothing likely, and low enough that many corrections include the best scores.
 */
const NEVER_LIKELY_AS = 0.999;
const NEVER_POSSIBLE_AS = 0.98;

const logit = (p: number): number => Math.log(p / (1 - p));
const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z));
/** Clamps scores away from 0 and 1, where the log odds are infinite. */
const inside = (score: number): number => Math.min(1 - 1e-4, Math.max(1e-4, score));

/**
 * Adapts the thresholds of a label to this library by the corrections of its photos. The calibrated thresholds define
 * the probability of a score: AT_LIKELY at one, AT_POSSIBLE at the other, linear in log odds between and beyond them.
 * This line may be shifted by one number with prior mean 0 and deviation PRIOR_SPREAD; its most probable value given
 * the corrections (maximum a posteriori) shifts both thresholds. Therefore a "no" never lowers a threshold and a "yes"
 * never raises one; few corrections have a small effect, many a larger one, at most FARTHEST; the thresholds cannot
 * cross; without corrections they are unchanged. A threshold of NEVER is unchanged until the corrections lower it, then
 * starts next to 1.
 * @param thresholds 0 < possible < likely < 1, or NEVER for likely or for both
 */
export function shiftThresholds(thresholds: Thresholds, corrections: readonly LabelledScore[]): Thresholds {
  if (corrections.length === 0) return thresholds;
  const possible = logit(thresholds.possible === NEVER ? NEVER_POSSIBLE_AS : thresholds.possible);
  const likely = logit(thresholds.likely === NEVER ? NEVER_LIKELY_AS : thresholds.likely);
  const slope = (logit(AT_LIKELY) - logit(AT_POSSIBLE)) / (likely - possible);
  const worth = corrections.map(
    ({ score }) => logit(AT_POSSIBLE) + slope * (logit(inside(score)) - possible),
  );
  /** Slope of the log posterior for thresholds raised by `up`; strictly decreasing. */
  const pull = (up: number): number =>
    worth.reduce(
      (sum, z, i) => sum + sigmoid(z - up) - (corrections[i]?.applies === true ? 1 : 0),
      -up / PRIOR_SPREAD ** 2,
    );
  let low = -FARTHEST;
  let high = FARTHEST;
  for (let step = 0; step < MOST_STEPS; step++) {
    const middle = (low + high) / 2;
    if (pull(middle) > 0) low = middle;
    else high = middle;
  }
  const up = (low + high) / 2 / slope;
  const moved = (cut: number, from: number): number =>
    cut === NEVER && up >= 0 ? NEVER : sigmoid(from + up);
  return { likely: moved(thresholds.likely, likely), possible: moved(thresholds.possible, possible) };
}
