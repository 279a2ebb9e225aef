import { PROCESSOR } from './candidate.ts';
import type { EngineReport } from './engine-report.ts';

/**
 * Minimum speed-up over the processor's engine for an engine without a graphics card, because it needs a separate
 * process or an approximate network. A graphics card need not be faster: it leaves the processor to the decoders.
 */
const WORTH = 1.25;

/**
 * The engines that work and match the setting, best first. If the list is empty, the processor's engine is used.
 * @param setting 'auto', or the id of the only engine that the user wants
 */
export function enginesBestFirst(reports: readonly EngineReport[], setting = 'auto'): EngineReport[] {
  const worth = ({ id, gpu, photosPerSecond }: EngineReport): number =>
    (photosPerSecond ?? 0) / (gpu || id === PROCESSOR ? 1 : WORTH);
  return reports
    .filter(({ id, trouble }) => trouble === null && (setting === 'auto' || id === setting))
    .sort((a, b) => worth(b) - worth(a));
}
