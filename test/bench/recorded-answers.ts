import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Prediction } from '../../src/domain/prediction.ts';
import { openOnnxEngine } from '../../src/vision/classify/onnx-engine.ts';
import { decode } from '../../src/vision/decode/decode.ts';
import { MODELS } from '../support/paths.ts';

/** What the network answers for the samples, and its name. */
export async function recordedAnswers(): Promise<{
  readonly model: string;
  /** One after the other, for ever. */
  next(): Prediction;
}> {
  const folder = path.join(MODELS, 'samples');
  const engine = await openOnnxEngine(MODELS, 1);
  const answers: Prediction[] = [];
  for (const name of readdirSync(folder).filter((one) => one.endsWith('.jpg'))) {
    const decoded = await decode({ bytes: readFileSync(path.join(folder, name)), name, mtime: 0 });
    if ('input' in decoded) answers.push(...(await engine.classify([decoded.input])));
  }
  const { model } = engine;
  await engine.close();
  let at = 0;
  return {
    model,
    next: () => {
      at += 1;
      return answers[at % answers.length] as Prediction;
    },
  };
}
