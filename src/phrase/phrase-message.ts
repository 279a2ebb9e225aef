import * as z from 'zod';
import { SIGNATURE_SIZE } from '../domain/answer.ts';

/** What crosses between the process of the sentence model and the one that started it: one question at a time. */

export const phraseQuestionSchema = z.strictObject({ text: z.string() });
export type PhraseQuestion = z.infer<typeof phraseQuestionSchema>;

/** A PhraseDirection. */
export const phraseAnswerSchema = z.strictObject({
  weights: z.array(z.number()).length(SIGNATURE_SIZE),
  offset: z.number(),
});
export type PhraseAnswer = z.infer<typeof phraseAnswerSchema>;
