import type { Device } from '../../domain/device.ts';
import { PROCESSOR } from './candidate.ts';
import { candidates } from './candidates.ts';
import { enginePacks } from './engine-packs.ts';
import type { EngineReport } from './engine-report.ts';
import { enginesBestFirst } from './engines-best-first.ts';
import { machineKey } from './machine-key.ts';
import { measureCandidates } from './measure-candidates.ts';
import { openProcessorEngine } from './processor-engine.ts';
import { RememberedReports, rememberedPath } from './remembered-reports.ts';

export interface EngineComparison {
  readonly reports: readonly EngineReport[];
  /** Reports of the engines that support this system. */
  readonly possible: readonly EngineReport[];
  /** Id of the engine that `auto` now selects. */
  readonly used: string;
  /** Device of that engine. */
  readonly device: Device;
}

/**
 * Compares all engines of this computer again, ignoring remembered reports, and stores the result.
 * @param models the models folder
 * @param library path of the library; the reports are stored beside it
 * @param threads for the processor's engine
 * @param dataFolder the data folder of Beachcomb, with the engines that were added
 * @param onTry called before each engine with its title, the number of engines tried so far and the total
 * @throws the reason of `signal` when aborted
 */
export async function compareEngines(
  models: string,
  library: string,
  threads: number,
  dataFolder: string,
  {
    onTry = () => {},
    signal = new AbortController().signal,
  }: {
    readonly onTry?: (title: string, done: number, of: number) => void;
    readonly signal?: AbortSignal;
  } = {},
): Promise<EngineComparison> {
  const packs = await enginePacks(dataFolder);
  const processor = await openProcessorEngine(models, threads);
  const all = candidates(threads, packs);
  try {
    const reports = await measureCandidates({
      models,
      candidates: all,
      processor,
      again: true,
      onTry,
      signal,
      remembered: new RememberedReports(rememberedPath(library), await machineKey(models, packs)),
      now: () => performance.now(),
    });
    signal.throwIfAborted();
    const used = enginesBestFirst(reports)[0];
    const [id, device] = [used?.id ?? PROCESSOR, used?.device ?? processor.device];
    const possible = reports.filter((report) => !all.find(({ id }) => id === report.id)?.unfit?.system);
    return { reports, possible, used: id, device };
  } finally {
    await processor.close();
  }
}
