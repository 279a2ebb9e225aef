import * as z from 'zod';
import type { Protocol } from '../../platform/process/protocol.ts';

/** What crosses between the process of the text network and the one that started it. */
export type PhraseTypes = {
  requests: { embed: { request: { text: string }; reply: { embedding: number[] } } };
  ready: null;
  toChild: never;
  fromChild: never;
};

/** Of an embedding. */
const MOST_NUMBERS = 4096;

export const phraseProtocol: Protocol<PhraseTypes> = {
  requests: {
    embed: {
      request: z.strictObject({ text: z.string() }),
      reply: z.strictObject({ embedding: z.array(z.number()).min(1).max(MOST_NUMBERS) }),
    },
  },
  ready: z.null(),
  toChild: z.never(),
  fromChild: z.never(),
};
