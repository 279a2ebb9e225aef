import { workerData } from 'node:worker_threads';
import { dropBytes } from '../../domain/drop-bytes.ts';
import type { Prediction } from '../../domain/prediction.ts';
import { serveWorker } from '../../platform/process/serve-worker.ts';
import { EngineError } from './engine-error.ts';
import { INT8, openOnnxEngine } from './onnx-engine.ts';

/** What an inference worker is started with. */
export interface InferenceStart {
  readonly models: string;
  readonly threads: number;
  readonly eightBits: boolean;
}

/** The names of its engine. */
export interface InferenceReady {
  readonly name: string;
  readonly model: string;
}

/** An EngineError. */
export interface InferenceFault {
  readonly message: string;
  readonly outOfMemory: boolean;
}

/**
 * A thread that runs the network on the processor, one photo at a time: onnxruntime-node computes in the thread
 * that calls it, which can do nothing else meanwhile.
 */
serveWorker<Uint8Array, InferenceReady, Prediction, InferenceFault>({
  open: async () => {
    const { models, threads, eightBits }: InferenceStart = workerData;
    const engine = await openOnnxEngine(models, threads, 'cpu', eightBits ? INT8 : undefined);
    const { name, model } = engine;
    return {
      ready: { name, model },
      handle: async (input) => {
        const [reply] = await engine.classify([input]);
        dropBytes(input);
        if (reply === undefined) throw new EngineError('it gave too few answers');
        return { reply };
      },
    };
  },
  encodeError: (error) => {
    const { message, outOfMemory } = EngineError.from(error);
    return { fault: { message, outOfMemory }, retire: false };
  },
});
