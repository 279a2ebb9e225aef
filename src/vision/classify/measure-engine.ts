import type { Prediction } from '../../domain/prediction.ts';
import { comparePredictions } from './compare-predictions.ts';
import { type Engine, LARGEST_BATCH } from './engine.ts';
import { EngineError } from './engine-error.ts';

/** How good an engine is. */
export interface Measured {
  readonly photosPerSecond: number;
  /** The batch in which it is. */
  readonly batch: number;
  /** Largest difference from the expected answers, as in PredictionDifference. */
  readonly difference: number;
}

/** Photos in the smallest batch, but for an engine that is very slow or has no memory for it. */
const SMALLEST = 8;
/** A larger batch has to be so much faster, since its photos wait longer for each other. */
const PAYS = 1.05;
/** Milliseconds: an engine that would take longer for the photos is measured on fewer. */
const AT_MOST = 8000;

/**
 * Compares an engine's answers with those that they should be, and times it on batches that grow while it pays.
 * @param views real photos, two at least: flat colours hide mistakes
 * @param expected the processor's answers to them
 * @param tolerance answers that differ by less are right
 * @param now milliseconds
 * @param signal ends it behind the batch under way
 * @throws EngineError what the engine throws at its smallest batch, when its answers differ, and when stopped
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
  /** Classifies the photos from `first` on, over and over up to the batch; milliseconds. */
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

  // The first photo pays for what is only done once.
  await run(1);
  const one = Math.min(await run(1, 1), await run(1, 1));
  let best = { batch: 1, photosPerSecond: 1000 / one };
  for (let batch = SMALLEST; batch <= LARGEST_BATCH; batch *= 2) {
    if ((3 * 1000 * batch) / best.photosPerSecond > AT_MOST) break;
    try {
      await run(batch);
      const took = Math.min(await run(batch), await run(batch));
      const photosPerSecond = (1000 * batch) / took;
      // Eight at once are better for all that comes after, even where they gain nothing here.
      if (batch > SMALLEST && photosPerSecond < best.photosPerSecond * PAYS) break;
      best = { batch, photosPerSecond };
    } catch (error) {
      // The batch before was not too large.
      if (EngineError.from(error).outOfMemory) break;
      throw error;
    }
  }
  return { ...best, difference };
}
