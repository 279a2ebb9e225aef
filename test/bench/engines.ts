import os from 'node:os';
import { formatterFor } from '../../src/i18n/formatter.ts';
import { deviceText } from '../../src/i18n/sentences.ts';
import { dataFolder } from '../../src/platform/files/data-folder.ts';
import { candidates } from '../../src/vision/classify/candidates.ts';
import { EngineError } from '../../src/vision/classify/engine-error.ts';
import { enginePacks } from '../../src/vision/classify/engine-packs.ts';
import { probeInputs } from '../../src/vision/classify/probe-inputs.ts';
import { MODELS } from '../support/paths.ts';

const BATCHES = [1, 8, 32];
/** A driver in software may take seconds for a photo. */
const LIMITS = { openMs: 60_000, batchMs: (photos: number) => 60_000 + 10_000 * photos };

/**
 * Images per second and load time of each engine that runs here, in batches of 1, 8 and 32, one after the other.
 * @param seconds how long each batch is measured
 */
export async function measureEngines(seconds = 3): Promise<void> {
  const limit = 1000 * seconds;
  const inputs = await probeInputs(MODELS);
  const rows: Record<string, string>[] = [];
  for (const candidate of candidates(os.availableParallelism(), await enginePacks(dataFolder()))) {
    const row: Record<string, string> = { engine: candidate.id };
    rows.push(row);
    if (candidate.unfit !== null) {
      row['runs on'] = candidate.unfit.reason.code;
      continue;
    }
    try {
      const start = performance.now();
      const engine = await candidate.open(MODELS, LIMITS, new AbortController().signal);
      row['runs on'] = deviceText(formatterFor('en'), engine.device);
      row['loads in'] = `${((performance.now() - start) / 1000).toFixed(2)} s`;
      try {
        for (const batch of BATCHES) {
          const photos = Array.from(
            { length: batch },
            (_, i) => inputs[i % inputs.length] ?? new Uint8Array(),
          );
          await engine.classify(photos);
          const begin = performance.now();
          let done = 0;
          do {
            await engine.classify(photos);
            done += batch;
          } while (performance.now() - begin < limit);
          row[`images/s by ${batch}`] = ((1000 * done) / (performance.now() - begin)).toPrecision(3);
          // Slower than a photo in two seconds: larger batches would take minutes.
          if (performance.now() - begin > 2000 * done) break;
        }
      } finally {
        await engine.close();
      }
    } catch (error) {
      row['runs on'] = EngineError.from(error).message;
    }
  }
  console.table(rows);
}
