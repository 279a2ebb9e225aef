import process from 'node:process';
import { answerQuestions } from '../../platform/process/answer-questions.ts';
import { type PhraseReply, phraseQuestionSchema } from './phrase-message.ts';
import { openTextNetwork } from './text-network.ts';

/** The process of the text network. Its tokenizer takes 115 MB, which are freed when the process ends. */

const loaded = openTextNetwork(process.argv[2] ?? '');
answerQuestions(phraseQuestionSchema, async ({ text }): Promise<PhraseReply> => {
  const embed = await loaded;
  return { embedding: [...(await embed(text))] };
});
