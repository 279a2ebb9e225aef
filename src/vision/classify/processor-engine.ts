import type { Prediction } from '../../domain/prediction.ts';
import { type WorkerFailure, WorkerPool } from '../../platform/process/worker-pool.ts';
import type { Engine } from './engine.ts';
import { EngineError } from './engine-error.ts';
import type { InferenceFault, InferenceReady, InferenceStart } from './inference-worker.ts';

/** Maximum number of inference workers, because each holds the network (40 MB). */
const MOST_WORKERS = 8;
const SCRIPT = new URL('./inference-worker.ts', import.meta.url);
/** Inputs per worker: the one in progress and the next one, so that the worker is never idle. */
const INPUTS_AT_ONCE = 2;
/** So many photos are computed by one thread: starting another one takes as much processor time as ten of them. */
const FEW_PHOTOS = 8;
/** Deadline of a photo, which takes about 0.05 s, or seconds on a busy computer: this only ends a hang. */
const DEADLINE_MS = 10 * 60_000;

function toEngineError(failure: WorkerFailure<InferenceFault>): EngineError {
  switch (failure.kind) {
    case 'reported':
      return new EngineError(failure.fault);
    case 'timed-out':
      return new EngineError({ code: 'timed-out', seconds: Math.round(failure.limitMs / 1000) });
    case 'out-of-memory':
      return new EngineError({ code: 'out-of-memory' });
    case 'ended':
      return new EngineError({ code: 'thread-ended' });
    case 'crashed':
    case 'not-started':
      return EngineError.from(failure.error);
    case 'closed':
      return new EngineError({ code: 'closed' });
  }
}

/**
 * Opens the network on the processor: several photos at once, each computed by a separate thread. With all threads on
 * one batch they wait for each other at every layer, especially beside the decoders: that cost a quarter more
 * processor time per photo and blocked this thread. The threads but the first one start when more than a few photos came.
 * @param models the folder with photo/
 * @param threads number of processors to use
 * @param eightBits use the 8-bit form of the network
 * @throws EngineError if it cannot be opened
 */
export async function openProcessorEngine(
  models: string,
  threads: number,
  eightBits = false,
): Promise<Engine> {
  const count = Math.min(threads, MOST_WORKERS);
  const start: InferenceStart = { models, threads: Math.floor(threads / count), eightBits };
  let photos = 0;
  const pool = new WorkerPool<Uint8Array, Uint8Array, Prediction, InferenceFault, InferenceReady>({
    script: SCRIPT,
    size: count,
    sizeNow: () => (photos > FEW_PHOTOS ? count : Math.min(count, 1)),
    workerData: start,
    requestsPerWorker: INPUTS_AT_ONCE,
    // A copy is transferred without serialization; the caller keeps the original.
    handOver: (input) => {
      const message = new Uint8Array(input);
      return { message, transfer: [message.buffer] };
    },
    toError: toEngineError,
    endsThreads: 'when-done',
    onLoss: 'end-all',
    holdsProcess: 'always',
  });
  try {
    const [names] = await pool.open(DEADLINE_MS);
    if (names === undefined) throw new RangeError(`${threads} threads`);
    return {
      name: names.name,
      device: { kind: 'processor', threads, isInt8: eightBits },
      gpu: false,
      model: names.model,
      batch: 8,
      classify: (inputs) => {
        photos += inputs.length;
        return Promise.all(inputs.map((input) => pool.run(input, { deadlineMs: DEADLINE_MS })));
      },
      close: () => pool.close(),
    };
  } catch (error) {
    await pool.close();
    throw EngineError.from(error);
  }
}
