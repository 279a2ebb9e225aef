import * as z from 'zod';
import { PHRASE_SIZE } from '../../domain/prediction.ts';

/** Messages between the process of the text network and its parent: one request at a time. */

export const phraseQuestionSchema = z.strictObject({ text: z.string() });
export type PhraseQuestion = z.infer<typeof phraseQuestionSchema>;

export const phraseReplySchema = z.strictObject({ embedding: z.array(z.number()).length(PHRASE_SIZE) });
export type PhraseReply = z.infer<typeof phraseReplySchema>;
