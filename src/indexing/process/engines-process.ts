import os from 'node:os';
import process from 'node:process';
import { compareEngines } from '../../vision/classify/compare-engines.ts';
import { EngineError } from '../../vision/classify/engine-error.ts';
import { knownEngines } from '../../vision/classify/known-engines.ts';
import { addTensorflow, isTensorflowMadeForHere } from '../../vision/classify/tensorflow/add-tensorflow.ts';
import { tensorflowState } from '../../vision/classify/tensorflow/tensorflow-state.ts';
import { concurrencyOf } from '../pipeline/concurrency.ts';
import {
  type EnginesList,
  type EnginesReport,
  type EnginesTask,
  enginesTaskSchema,
} from './engines-message.ts';

/**
 * A throw-away process that looks after the engines: it reads what is known of them, compares them anew, or adds
 * one. What a driver does to it costs nothing. It ends when its work is done, or when the process that started it
 * lets go of it: then it leaves all as it was before.
 */

const STATES = { missing: 'missing', 'no-addon': 'to-add', present: 'there' } as const;

function send(report: EnginesReport): Promise<void> {
  return new Promise((resolve) => {
    if (process.connected) process.send?.(report, undefined, undefined, () => resolve());
    else resolve();
  });
}

async function work(wanted: EnginesTask, signal: AbortSignal): Promise<EnginesList> {
  const { task, library, models, mode, setting } = wanted;
  const { threads } = concurrencyOf(mode, os.availableParallelism());
  if (task === 'add-tensorflow') await addTensorflow((line) => void send({ report: 'adding', line }), signal);
  if (task !== 'list')
    await compareEngines(models, library, threads, {
      signal,
      onTry: (engine, done, of) => void send({ report: 'trying', engine, done, of }),
    });
  const { engines, used } = await knownEngines(models, library, threads, setting);
  const tensorflow = isTensorflowMadeForHere() ? STATES[tensorflowState().state] : 'impossible';
  return { engines: [...engines], used, tensorflow };
}

const stop = new AbortController();
process.on('disconnect', () => stop.abort());
process.on('SIGTERM', () => stop.abort());
// The terminal sends Ctrl-C to the whole group: the parent decides.
process.on('SIGINT', () => {});
work(enginesTaskSchema.parse(JSON.parse(process.argv[2] ?? '')), stop.signal).then(
  async (list) => {
    await send({ report: 'done', list });
    process.exit(0);
  },
  async (error: unknown) => {
    await send({ report: 'failed', reason: EngineError.from(error).reason });
    process.exit(1);
  },
);
