import { AT_LIKELY, AT_POSSIBLE, NEVER } from '../../domain/label.ts';

interface Thresholds {
  readonly likely: number;
  readonly possible: number;
}

/** What a person said of a photo that has this score for the label. */
export interface LabelledScore {
  /** 0 to 1. */
  readonly score: number;
  readonly says: boolean;
}

/**
 * How far the cuts of a label are off in a library, as log odds of the probability: the standard deviation of
 * the prior. Chosen by test/eval/teach.ts --chosen-on: a wider one trades more recall for precision.
 */
const PRIOR_SPREAD = 0.3;
/** The farthest that cuts are moved, in the same unit. */
const FARTHEST = 1.5;
const MOST_STEPS = 50;
/**
 * Where a cut that no score reaches begins to come down from, once a person says "yes": close enough to 1 that a
 * few answers leave nearly nothing likely, and near enough that many bring the best scores in.
 */
const NEVER_LIKELY_AS = 0.999;
const NEVER_POSSIBLE_AS = 0.98;

const logit = (p: number): number => Math.log(p / (1 - p));
const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z));
/** Scores are kept this far from 0 and 1, where the log odds are endless. */
const inside = (score: number): number => Math.min(1 - 1e-4, Math.max(1e-4, score));

/**
 * A label's cuts for this library, after what a person said of its photos. The calibrated cuts say what a score
 * is worth: AT_LIKELY at the one, AT_POSSIBLE at the other, in between and beyond a straight line of log odds.
 * That whole line may be off by one number, which is 0 within PRIOR_SPREAD; the corrections make the most
 * probable value of it (the maximum of the posterior), and both cuts move by it. So a "no" never lowers a cut
 * and a "yes" never raises one; a few move little, many move more, never farther than FARTHEST; the cuts
 * cannot cross; and without corrections they are what they were.
 * A cut of NEVER stays until the answers pull down, then comes down from next to 1.
 * @param cuts 0 < possible < likely < 1, or NEVER for likely or for both
 */
export function shiftThresholds(thresholds: Thresholds, corrections: readonly LabelledScore[]): Thresholds {
  if (corrections.length === 0) return thresholds;
  const possible = logit(thresholds.possible === NEVER ? NEVER_POSSIBLE_AS : thresholds.possible);
  const likely = logit(thresholds.likely === NEVER ? NEVER_LIKELY_AS : thresholds.likely);
  const slope = (logit(AT_LIKELY) - logit(AT_POSSIBLE)) / (likely - possible);
  const worth = corrections.map(
    ({ score }) => logit(AT_POSSIBLE) + slope * (logit(inside(score)) - possible),
  );
  /** Slope of the log posterior for cuts that are higher by `up`: strictly falling. */
  const pull = (up: number): number =>
    worth.reduce(
      (sum, z, i) => sum + sigmoid(z - up) - (corrections[i]?.says === true ? 1 : 0),
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
