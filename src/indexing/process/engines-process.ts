import os from 'node:os';
import { startLog } from '../../platform/log/start-log.ts';
import { type RequestContext, serveRequests } from '../../platform/process/serve-requests.ts';
import { compareEngines } from '../../vision/classify/compare-engines.ts';
import { encodeEngineError } from '../../vision/classify/engine-protocol.ts';
import { knownEngines } from '../../vision/classify/known-engines.ts';
import { concurrencyOf } from '../pipeline/concurrency.ts';
import {
  ENGINES_STOP_WITHIN_MS,
  type EnginesList,
  type EnginesTask,
  type EnginesTypes,
  enginesProtocol,
} from './engines-protocol.ts';

/**
 * A short-lived process for one task on the engines: reads the stored results, or compares the engines again.
 * A crash of a driver affects only this process. It ends when its reply is sent, or when its parent process stops it or
 * has ended: then nothing is changed.
 */

async function run(
  { task, library, models, dataFolder, mode, setting }: EnginesTask,
  { signal, notify }: RequestContext<EnginesTypes>,
): Promise<EnginesList> {
  const { threads } = concurrencyOf(mode, os.availableParallelism());
  if (task === 'compare')
    await compareEngines(models, library, threads, dataFolder, {
      signal,
      onTry: (engine, done, of) => void notify({ engine, done, of }),
    });
  const { engines, used } = await knownEngines(models, library, threads, dataFolder, setting);
  return { engines: [...engines], used };
}

startLog('engines', 'parent');
serveRequests<EnginesTypes>({
  protocol: enginesProtocol,
  concurrent: false,
  open: () => ({ ready: null, handlers: { run } }),
  stop: { withinMs: ENGINES_STOP_WITHIN_MS },
  encodeError: encodeEngineError,
});
