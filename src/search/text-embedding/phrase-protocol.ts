import * as z from 'zod';
import { PHRASE_SIZE } from '../../domain/prediction.ts';
import type { Protocol } from '../../platform/process/protocol.ts';

/** What crosses between the process of the text network and the one that started it. */
export type PhraseTypes = {
  requests: { embed: { request: { text: string }; reply: { embedding: number[] } } };
  ready: null;
  toChild: never;
  fromChild: never;
};

export const phraseProtocol: Protocol<PhraseTypes> = {
  requests: {
    embed: {
      request: z.strictObject({ text: z.string() }),
      reply: z.strictObject({ embedding: z.array(z.number()).length(PHRASE_SIZE) }),
    },
  },
  ready: z.null(),
  toChild: z.never(),
  fromChild: z.never(),
};
