import { workerData } from 'node:worker_threads';
import { dropBytes } from '../../domain/drop-bytes.ts';
import type { EngineReason } from '../../domain/engine-reason.ts';
import type { Prediction } from '../../domain/prediction.ts';
import { serveWorker } from '../../platform/process/serve-worker.ts';
import { EngineError } from './engine-error.ts';
import { INT8, openOnnxEngine } from './onnx-engine.ts';

/** Start options of an inference worker. */
export interface InferenceStart {
  readonly models: string;
  readonly threads: number;
  readonly eightBits: boolean;
}

/** The names of the engine of the worker. */
export interface InferenceReady {
  readonly name: string;
  readonly model: string;
}

/** The reason of an EngineError, as it crosses the thread boundary. */
export type InferenceFault = EngineReason;

/**
 * A thread that runs the network on the processor, one photo at a time, because onnxruntime-node computes in the
 * calling thread and blocks it.
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
        if (reply === undefined) throw new EngineError({ code: 'incomplete-results' });
        return { reply };
      },
    };
  },
  encodeError: (error) => ({ fault: EngineError.from(error).reason, retire: false }),
});
