import { parentPort, workerData } from 'node:worker_threads';
import type { RawAnswer } from '../../domain/answer.ts';
import { dropBytes } from '../../domain/drop-bytes.ts';
import { INT8, openOnnxEngine } from './onnx-engine.ts';

/** What a lane is started with. */
export interface LaneStart {
  readonly models: string;
  readonly threads: number;
  readonly eightBits: boolean;
}

/** The lane can be asked, with the names of its engine; then the answer to each view. */
export type LaneReply = { readonly name: string; readonly model: string } | { readonly answer: RawAnswer };

/**
 * A thread that runs the network on the processor, one photo at a time: onnxruntime-node computes in the thread
 * that asks it, which can do nothing else meanwhile.
 */
const { models, threads, eightBits } = workerData as LaneStart;
const engine = await openOnnxEngine(models, threads, 'cpu', eightBits ? INT8 : undefined);
const send = (reply: LaneReply): void => parentPort?.postMessage(reply);
const answerTo = async (view: Uint8Array): Promise<void> => {
  for (const answer of await engine.classify([view])) send({ answer });
  dropBytes(view);
};
// One behind the other: who asks takes the answers in the order of the questions.
let before = Promise.resolve();
parentPort?.on('message', (view: Uint8Array) => {
  before = before.then(() => answerTo(view));
});
const { name, model } = engine;
send({ name, model });
