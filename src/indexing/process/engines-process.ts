import os from 'node:os';
import { startLog } from '../../platform/log/start-log.ts';
import { type RequestContext, serveRequests } from '../../platform/process/serve-requests.ts';
import { compareEngines } from '../../vision/classify/compare-engines.ts';
import { encodeEngineError } from '../../vision/classify/engine-protocol.ts';
import { knownEngines } from '../../vision/classify/known-engines.ts';
import { addTensorflow, isTensorflowMadeForHere } from '../../vision/classify/tensorflow/add-tensorflow.ts';
import { tensorflowState } from '../../vision/classify/tensorflow/tensorflow-state.ts';
import { concurrencyOf } from '../pipeline/concurrency.ts';
import {
  ENGINES_STOP_WITHIN_MS,
  type EnginesList,
  type EnginesTask,
  type EnginesTypes,
  enginesProtocol,
} from './engines-protocol.ts';

/**
 * A short-lived process for one task on the engines: reads the stored results, compares the engines again, or adds one.
 * A crash of a driver affects only this process. It ends when its reply is sent, or when its parent process stops it or
 * has ended: then nothing is changed.
 */

const STATES = { missing: 'missing', 'no-addon': 'to-add', present: 'there' } as const;

async function run(
  { task, library, models, mode, setting }: EnginesTask,
  { signal, notify }: RequestContext<EnginesTypes>,
): Promise<EnginesList> {
  const { threads } = concurrencyOf(mode, os.availableParallelism());
  if (task === 'add-tensorflow')
    await addTensorflow((line) => void notify({ progress: 'adding', line }), signal);
  if (task !== 'list')
    await compareEngines(models, library, threads, {
      signal,
      onTry: (engine, done, of) => void notify({ progress: 'trying', engine, done, of }),
    });
  const { engines, used } = await knownEngines(models, library, threads, setting);
  const tensorflow = isTensorflowMadeForHere() ? STATES[tensorflowState().state] : 'impossible';
  return { engines: [...engines], used, tensorflow };
}

startLog('engines', 'parent');
serveRequests<EnginesTypes>({
  protocol: enginesProtocol,
  concurrent: false,
  open: () => ({ ready: null, handlers: { run } }),
  stop: { withinMs: ENGINES_STOP_WITHIN_MS },
  encodeError: encodeEngineError,
});
