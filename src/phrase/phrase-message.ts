import * as z from 'zod';
import { SIGNATURE_SIZE } from '../domain/answer.ts';

/** What crosses between the process of the sentence model and the one that started it: one question at a time. */

export const phraseQuestionSchema = z.strictObject({ text: z.string() });
export type PhraseQuestion = z.infer<typeof phraseQuestionSchema>;

/** A PhraseDirection, or why the model is refused, in a sentence. */
export const phraseAnswerSchema = z.union([
  z.strictObject({ weights: z.array(z.number()).length(SIGNATURE_SIZE), offset: z.number() }),
  z.strictObject({ refused: z.string() }),
]);
export type PhraseAnswer = z.infer<typeof phraseAnswerSchema>;
