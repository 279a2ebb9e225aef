import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { LARGEST_BATCH } from '../../src/vision/classify/engine.ts';
import { serveEngine } from '../../src/vision/classify/serve-engine.ts';
import { closeDecoders } from '../../src/vision/decode/decode.ts';
import { recordedAnswers } from './recorded-answers.ts';

/**
 * The process of an engine that answers as a card would: at so many images a second, one batch after the other, with
 * recorded answers. The argument is the rate.
 */
const rate = Number(process.argv[2]);

serveEngine(async () => {
  const { model, next } = await recordedAnswers();
  await closeDecoders();
  /** When the card is done with all that it was given, in ms. */
  let freeAt = 0;
  return {
    name: 'card',
    device: { kind: 'named', name: `${rate} images/s` },
    gpu: true,
    model,
    batch: LARGEST_BATCH,
    async classify(inputs) {
      const now = performance.now();
      freeAt = Math.max(now, freeAt) + (1000 * inputs.length) / rate;
      await sleep(freeAt - now);
      return inputs.map(next);
    },
    close: async () => {},
  };
});
