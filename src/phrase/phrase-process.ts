import process from 'node:process';
import { ModelFileError } from '../files/model-file-error.ts';
import { readModelFile } from '../files/read-model-file.ts';
import { phraseMap } from './phrase-map.ts';
import { type PhraseAnswer, phraseQuestionSchema } from './phrase-message.ts';
import { openSentenceModel } from './sentence-model.ts';

/**
 * The process of the sentence model. It answers the process that started it; nothing but that channel keeps
 * it alive. A model that is not the one that came with the program is an answer; whatever else goes wrong ends
 * it, with the error as its last words.
 */

async function load(models: string): Promise<(text: string) => Promise<PhraseAnswer>> {
  const toDirection = phraseMap(await readModelFile(models, 'text/phrase-map.f32'));
  const embed = await openSentenceModel(models);
  return async (text) => {
    const { weights, offset } = toDirection(await embed(text));
    return { weights: [...weights], offset };
  };
}

const loaded = load(process.argv[2] ?? '').catch((error: unknown) => {
  if (!(error instanceof ModelFileError)) throw error;
  const answer: PhraseAnswer = { refused: error.message };
  return () => Promise.resolve(answer);
});
process.on('message', async (message) => {
  const { text } = phraseQuestionSchema.parse(message);
  const answer = await (await loaded)(text);
  // The callback takes the error of a channel that closed in between.
  process.send?.(answer, undefined, undefined, () => {});
});
