import { parentPort, workerData } from 'node:worker_threads';
import { dropBytes } from '../../domain/drop-bytes.ts';
import type { Prediction } from '../../domain/prediction.ts';
import { INT8, openOnnxEngine } from './onnx-engine.ts';

/** What a lane is started with. */
export interface InferenceStart {
  readonly models: string;
  readonly threads: number;
  readonly eightBits: boolean;
}

/** The lane can be asked, with the names of its engine; then the answer to each view. */
export type InferenceReply =
  | { readonly name: string; readonly model: string }
  | { readonly prediction: Prediction };

/**
 * A thread that runs the network on the processor, one photo at a time: onnxruntime-node computes in the thread
 * that asks it, which can do nothing else meanwhile.
 */
const { models, threads, eightBits } = workerData as InferenceStart;
const engine = await openOnnxEngine(models, threads, 'cpu', eightBits ? INT8 : undefined);
const send = (reply: InferenceReply): void => parentPort?.postMessage(reply);
const answerTo = async (input: Uint8Array): Promise<void> => {
  for (const prediction of await engine.classify([input])) send({ prediction });
  dropBytes(input);
};
// One behind the other: who asks takes the answers in the order of the questions.
let before = Promise.resolve();
parentPort?.on('message', (input: Uint8Array) => {
  before = before.then(() => answerTo(input));
});
const { name, model } = engine;
send({ name, model });
