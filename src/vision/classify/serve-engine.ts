import process from 'node:process';
import type { Engine } from './engine.ts';
import { EngineError } from './engine-error.ts';
import type { EngineQuestion, EngineReply } from './engine-message.ts';

/** Makes this process the process of an engine: opens it and answers the process that started it. */
export async function serveEngine(open: () => Promise<Engine>): Promise<void> {
  process.on('disconnect', () => process.exit());
  const send = (reply: EngineReply): Promise<void> =>
    new Promise((resolve) => {
      // The callback takes the error of a channel that closed in between.
      process.send?.(reply, undefined, undefined, () => resolve());
    });
  const fail = (id: number | null, error: unknown): Promise<void> =>
    send({ reply: 'failed', id, reason: EngineError.from(error).reason });
  try {
    const engine = await open();
    let before = Promise.resolve();
    // One batch after the other.
    process.on('message', ({ id, inputs }: EngineQuestion) => {
      before = before.then(async () => {
        try {
          await send({ reply: 'answers', id, predictions: await engine.classify(inputs) });
        } catch (error) {
          await fail(id, error);
        }
      });
    });
    const { name, device, gpu, model, batch } = engine;
    await send({ reply: 'opened', engine: { name, device, gpu, model, batch } });
  } catch (error) {
    await fail(null, error);
    process.exit(1);
  }
}
