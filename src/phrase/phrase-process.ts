import process from 'node:process';
import { answerQuestions } from '../answerer/answer-questions.ts';
import { readModelFile } from '../files/read-model-file.ts';
import { phraseMap } from './phrase-map.ts';
import { type PhraseAnswer, phraseQuestionSchema } from './phrase-message.ts';
import { openSentenceModel } from './sentence-model.ts';

/** The process of the sentence model. */

async function load(models: string): Promise<(text: string) => Promise<PhraseAnswer>> {
  const toDirection = phraseMap(await readModelFile(models, 'text/phrase-map.f32'));
  const embed = await openSentenceModel(models);
  return async (text) => {
    const { weights, offset } = toDirection(await embed(text));
    return { weights: [...weights], offset };
  };
}

const loaded = load(process.argv[2] ?? '');
answerQuestions(phraseQuestionSchema, async ({ text }) => (await loaded)(text));
