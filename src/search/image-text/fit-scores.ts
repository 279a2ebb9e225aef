import { fitLogistic } from '../learning/fit-logistic.ts';

/** Products of photos and phrases, and whether (1) or not (-1) each photo shows it. */
export interface ScoredPairs {
  readonly products: Float64Array;
  readonly shows: Int8Array;
}

/** score = `offset` + `slope` · product */
export interface FittedScores {
  readonly offset: number;
  readonly slope: number;
  /** Mean logistic loss of the fit. */
  readonly loss: number;
  /** See `agreementOf`. */
  readonly agreement: number;
}

/** With fewer pairs of a kind, only the spread of the products is compared. */
const FEW_PAIRS = 60;
const PENALTY = 1e-3;
const LEAST_SLOPE = 1e-6;
const LEAST_DEVIATION = 1e-9;

/**
 * Maps products of one pack to scores of another that are right as often, where enough pairs are known; else to scores
 * that are as far from the mean of all, in standard deviations.
 * @param known the same pairs by the other pack
 */
export function fitScores(known: ScoredPairs, added: ScoredPairs): FittedScores {
  const agreement = agreementOf(added);
  const [to, from] = [spreadOf(known.products), spreadOf(added.products)];
  const shown = added.shows.filter((one) => one === 1).length;
  const [target, own] = [logisticOf(known, to), logisticOf(added, from)];
  if (Math.min(shown, added.shows.length - shown) < FEW_PAIRS || target.weight < LEAST_SLOPE) {
    const slope = to.deviation / from.deviation;
    return { slope, offset: to.mean - slope * from.mean, loss: own.loss, agreement };
  }
  const weight = Math.max(LEAST_SLOPE, own.weight);
  const slope = (to.deviation * weight) / (target.weight * from.deviation);
  const offset = to.mean + (to.deviation * (own.bias - target.bias)) / target.weight - slope * from.mean;
  return { slope, offset, loss: own.loss, agreement };
}

interface Spread {
  readonly mean: number;
  readonly deviation: number;
}

function spreadOf(products: Float64Array): Spread {
  const count = Math.max(1, products.length);
  const mean = products.reduce((sum, one) => sum + one, 0) / count;
  const variance = products.reduce((sum, one) => sum + (one - mean) ** 2, 0) / count;
  return { mean, deviation: Math.max(LEAST_DEVIATION, Math.sqrt(variance)) };
}

/** Log odds = bias + weight · (product - mean) / deviation. */
function logisticOf(
  { products, shows }: ScoredPairs,
  { mean, deviation }: Spread,
): { readonly weight: number; readonly bias: number; readonly loss: number } {
  const rows = Float32Array.from(products, (one) => (one - mean) / deviation);
  const counts = new Float64Array(rows.length).fill(1);
  const [weight = 0, bias = 0] = fitLogistic({ rows, size: 1, targets: shows, counts }, PENALTY);
  const losses = rows.reduce(
    (sum, row, at) => sum + Math.log1p(Math.exp(-(shows[at] ?? 0) * (bias + weight * row))),
    0,
  );
  return { weight, bias, loss: losses / Math.max(1, rows.length) };
}

/**
 * How often, 0 to 1, a photo that shows something has a higher product than one that does not (the area under the ROC
 * curve); 0.5 is chance. 1 where a kind is missing, because then nothing contradicts.
 */
export function agreementOf({ products, shows }: ScoredPairs): number {
  const order = Uint32Array.from(products, (_, at) => at).sort(
    (a, b) =>
      (products[a] as number) - (products[b] as number) || (shows[b] as number) - (shows[a] as number),
  );
  let [below, right, shown] = [0, 0, 0];
  for (const at of order)
    if (shows[at] === 1) {
      shown += 1;
      right += below;
    } else below += 1;
  return shown === 0 || below === 0 ? 1 : right / (shown * below);
}
