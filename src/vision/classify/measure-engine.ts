import type { Prediction } from '../../domain/prediction.ts';
import { comparePredictions } from './compare-predictions.ts';
import { type Engine, LARGEST_BATCH } from './engine.ts';
import { EngineError } from './engine-error.ts';

/** The measured quality of an engine. */
export interface Measured {
  readonly photosPerSecond: number;
  /** The batch size at which `photosPerSecond` was measured. */
  readonly batch: number;
  /** Largest difference from the expected predictions, see PredictionDifference. */
  readonly difference: number;
}

/** Smallest batch size, unless an engine is very slow or out of memory. */
const SMALLEST = 8;
/** Minimum speed-up of a larger batch, because its photos wait longer for each other. */
const PAYS = 1.05;
/** Time limit in ms: an engine that would take longer is measured on fewer photos. */
const AT_MOST = 8000;

/**
 * Compares an engine's predictions with the expected ones, and times it on growing batches while they are faster.
 * @param inputs at least two real photos, because flat colours hide errors
 * @param expected the processor's predictions for the inputs
 * @param tolerance maximum difference that counts as correct
 * @param now clock in ms
 * @param signal stops after the current batch
 * @throws EngineError if the engine fails at its smallest batch, its predictions differ, or the signal is aborted
 */
export async function measureEngine(
  engine: Engine,
  inputs: readonly Uint8Array[],
  expected: readonly Prediction[],
  tolerance: number,
  now: () => number,
  signal: AbortSignal,
): Promise<Measured> {
  let difference = 0;
  /** Classifies a batch that repeats the photos from `first` on; returns the time in ms. */
  const run = async (batch: number, first = 0): Promise<number> => {
    if (signal.aborted) throw new EngineError({ code: 'stopped' });
    const chosen = Array.from({ length: batch }, (_, i) => (first + i) % inputs.length);
    const start = now();
    const predictions = await engine.classify(chosen.flatMap((i) => inputs[i] ?? []));
    const took = now() - start;
    chosen.forEach((input, i) => {
      const [prediction, should] = [predictions[i], expected[input]];
      if (prediction === undefined || should === undefined)
        throw new EngineError({ code: 'incomplete-results' });
      const { sameFirst, largest } = comparePredictions(prediction, should);
      difference = Math.max(difference, largest);
      if (!sameFirst || !(largest < tolerance))
        throw new EngineError({ code: 'different-results', difference: largest.toFixed(2) });
    });
    return took;
  };

  // Warm-up: the first photo includes one-time costs.
  await run(1);
  const one = Math.min(await run(1, 1), await run(1, 1));
  let best = { batch: 1, photosPerSecond: 1000 / one };
  for (let batch = SMALLEST; batch <= LARGEST_BATCH; batch *= 2) {
    if ((3 * 1000 * batch) / best.photosPerSecond > AT_MOST) break;
    try {
      await run(batch);
      const took = Math.min(await run(batch), await run(batch));
      const photosPerSecond = (1000 * batch) / took;
      // A batch of eight is better for the later stages, even without a gain here.
      if (batch > SMALLEST && photosPerSecond < best.photosPerSecond * PAYS) break;
      best = { batch, photosPerSecond };
    } catch (error) {
      // The previous batch size fits into memory.
      if (EngineError.from(error).outOfMemory) break;
      throw error;
    }
  }
  return { ...best, difference };
}
