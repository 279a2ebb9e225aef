import process from 'node:process';
import { startLog } from '../../platform/log/start-log.ts';
import { answerQuestions } from '../../platform/process/answer-questions.ts';
import { type PhraseReply, phraseQuestionSchema } from './phrase-message.ts';
import { openTextNetwork } from './text-network.ts';

/** The process of the text network. Its tokenizer takes 115 MB, which go with this process. */

startLog('phrases', 'parent');
const loaded = openTextNetwork(process.argv[2] ?? '');
answerQuestions(phraseQuestionSchema, async ({ text }): Promise<PhraseReply> => {
  const embed = await loaded;
  return { embedding: [...(await embed(text))] };
});
