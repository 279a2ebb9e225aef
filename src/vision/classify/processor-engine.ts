import { Worker } from 'node:worker_threads';
import type { RawAnswer } from '../../domain/answer.ts';
import type { Engine } from './engine.ts';
import { EngineError } from './engine-error.ts';
import { processorTitle } from './onnx-engine.ts';
import type { LaneReply, LaneStart } from './onnx-lane.ts';

/** Each lane holds the network, 40 MB. */
const MOST_LANES = 8;
const SCRIPT = new URL('./onnx-lane.ts', import.meta.url);

/** Views that a thread has at once: the one that it computes, and the next, so that it waits for nobody. */
const AT_ONCE = 2;

/** A thread with the network, and what it was asked, in order. */
interface Lane {
  readonly worker: Worker;
  readonly asked: PromiseWithResolvers<RawAnswer>[];
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
  const start: LaneStart = { models, threads: Math.floor(threads / count), eightBits };
  const waiting: { readonly view: Uint8Array; readonly answer: PromiseWithResolvers<RawAnswer> }[] = [];
  let end: EngineError | null = null;

  const next = (lane: Lane): void => {
    const job = waiting.shift();
    if (job === undefined) return;
    lane.asked.push(job.answer);
    // Handed over, not written and read again; the caller keeps its own.
    const view = new Uint8Array(job.view);
    lane.worker.postMessage(view, [view.buffer]);
  };
  const endWith = (error: EngineError): void => {
    end ??= error;
    for (const { answer } of waiting.splice(0)) answer.reject(end);
    for (const { asked } of lanes) for (const answer of asked.splice(0)) answer.reject(end);
  };
  const lanes = Array.from(
    { length: count },
    (): Lane => ({
      worker: new Worker(SCRIPT, { workerData: start }),
      asked: [],
    }),
  );
  const openings = lanes.map(async (lane) => {
    const opened = Promise.withResolvers<Exclude<LaneReply, { answer: RawAnswer }>>();
    const fail = (error: EngineError): void => {
      opened.reject(error);
      endWith(error);
    };
    lane.worker.on('error', (error) => fail(EngineError.from(error)));
    lane.worker.on('exit', () => fail(new EngineError('one of its threads ended')));
    lane.worker.on('message', (reply: LaneReply) => {
      if (!('answer' in reply)) return opened.resolve(reply);
      lane.asked.shift()?.resolve(reply.answer);
      next(lane);
    });
    return opened.promise;
  });
  const close = async (): Promise<void> => {
    endWith(new EngineError('it was closed'));
    await Promise.all(lanes.map(({ worker }) => worker.terminate()));
  };

  try {
    const [names] = await Promise.all(openings);
    if (names === undefined) throw new RangeError(`${threads} threads`);
    return {
      name: names.name,
      device: `${processorTitle(threads)}${eightBits ? ', 8-bit network' : ''}`,
      gpu: false,
      model: names.model,
      batch: 8,
      async classify(views) {
        if (end !== null) throw end;
        const jobs = views.map((view) => ({ view, answer: Promise.withResolvers<RawAnswer>() }));
        waiting.push(...jobs);
        // To each lane its first, then to each its next.
        for (let places = 1; places <= AT_ONCE; places++)
          for (const lane of lanes) if (lane.asked.length < places) next(lane);
        return Promise.all(jobs.map(({ answer }) => answer.promise));
      },
      close,
    };
  } catch (error) {
    await close();
    throw EngineError.from(error);
  }
}
