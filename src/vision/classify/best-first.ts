import { PROCESSOR } from './candidate.ts';
import type { EngineReport } from './engine-report.ts';

/**
 * Something else than a graphics card, in a process of its own or with an approximate network, has to be so much faster than the processor's
 * own engine. A card need not: it leaves the processor to the decoders.
 */
const WORTH = 1.25;

/**
 * The engines that work and are wanted, the best to use first. Where there is none, the processor's is used.
 * @param setting 'auto', or the id of the only one that the person wants
 */
export function enginesBestFirst(reports: readonly EngineReport[], setting = 'auto'): EngineReport[] {
  const worth = ({ id, gpu, photosPerSecond }: EngineReport): number =>
    (photosPerSecond ?? 0) / (gpu || id === PROCESSOR ? 1 : WORTH);
  return reports
    .filter(({ id, trouble }) => trouble === null && (setting === 'auto' || id === setting))
    .sort((a, b) => worth(b) - worth(a));
}
