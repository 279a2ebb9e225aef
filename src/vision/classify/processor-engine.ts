import { Worker } from 'node:worker_threads';
import type { Prediction } from '../../domain/prediction.ts';
import type { Engine } from './engine.ts';
import { EngineError } from './engine-error.ts';
import type { InferenceReply, InferenceStart } from './inference-worker.ts';

/** Each lane holds the network, 40 MB. */
const MOST_LANES = 8;
const SCRIPT = new URL('./inference-worker.ts', import.meta.url);

/** Views that a thread has at once: the one that it computes, and the next, so that it waits for nobody. */
const AT_ONCE = 2;

/** A thread with the network, and what it was asked, in order. */
interface InferenceWorker {
  readonly worker: Worker;
  readonly asked: PromiseWithResolvers<Prediction>[];
}

/**
 * The network on the processor: several photos at once, each computed by a thread of its own. All threads
 * together at one batch wait for each other at every layer, and more so beside the decoders: that took a quarter
 * more work for a photo, and this thread could do nothing meanwhile.
 * @param models the folder with photo/
 * @param threads how many processors to use
 * @param eightBits the 8-bit form of the network
 * @throws EngineError when it cannot be opened
 */
export async function openProcessorEngine(
  models: string,
  threads: number,
  eightBits = false,
): Promise<Engine> {
  const count = Math.min(threads, MOST_LANES);
  const start: InferenceStart = { models, threads: Math.floor(threads / count), eightBits };
  const waiting: { readonly input: Uint8Array; readonly prediction: PromiseWithResolvers<Prediction> }[] = [];
  let end: EngineError | null = null;

  const next = (worker: InferenceWorker): void => {
    const job = waiting.shift();
    if (job === undefined) return;
    worker.asked.push(job.prediction);
    // Handed over, not written and read again; the caller keeps its own.
    const input = new Uint8Array(job.input);
    worker.worker.postMessage(input, [input.buffer]);
  };
  const endWith = (error: EngineError): void => {
    end ??= error;
    for (const { prediction } of waiting.splice(0)) prediction.reject(end);
    for (const { asked } of workers) for (const prediction of asked.splice(0)) prediction.reject(end);
  };
  const workers = Array.from(
    { length: count },
    (): InferenceWorker => ({
      worker: new Worker(SCRIPT, { workerData: start }),
      asked: [],
    }),
  );
  const openings = workers.map(async (worker) => {
    const opened = Promise.withResolvers<Exclude<InferenceReply, { prediction: Prediction }>>();
    const fail = (error: EngineError): void => {
      opened.reject(error);
      endWith(error);
    };
    worker.worker.on('error', (error) => fail(EngineError.from(error)));
    worker.worker.on('exit', () => fail(new EngineError({ code: 'thread-ended' })));
    worker.worker.on('message', (reply: InferenceReply) => {
      if (!('prediction' in reply)) return opened.resolve(reply);
      worker.asked.shift()?.resolve(reply.prediction);
      next(worker);
    });
    return opened.promise;
  });
  const close = async (): Promise<void> => {
    endWith(new EngineError({ code: 'closed' }));
    await Promise.all(workers.map(({ worker }) => worker.terminate()));
  };

  try {
    const [names] = await Promise.all(openings);
    if (names === undefined) throw new RangeError(`${threads} threads`);
    return {
      name: names.name,
      device: { kind: 'processor', threads, isInt8: eightBits },
      gpu: false,
      model: names.model,
      batch: 8,
      async classify(inputs) {
        if (end !== null) throw end;
        const jobs = inputs.map((input) => ({ input, prediction: Promise.withResolvers<Prediction>() }));
        waiting.push(...jobs);
        // To each lane its first, then to each its next.
        for (let places = 1; places <= AT_ONCE; places++)
          for (const worker of workers) if (worker.asked.length < places) next(worker);
        return Promise.all(jobs.map(({ prediction }) => prediction.promise));
      },
      close,
    };
  } catch (error) {
    await close();
    throw EngineError.from(error);
  }
}
