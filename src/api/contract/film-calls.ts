import * as z from 'zod';
import { FILM_DECODERS, filmOutcomeSchema, keyFramesSchema } from '../../domain/key-frames.ts';
import { call } from '../call.ts';
import { natural, nothing } from './primitives.ts';

/** Calls of whoever has a decoder for films: the shell with its hidden window, or the open page of a browser. */
export const filmCalls = {
  /**
   * A decoder is there, and takes the next film if there is one. It asks again within some seconds, or is taken to have
   * left.
   */
  'films.next': call(
    z.strictObject({ decoder: z.enum(FILM_DECODERS) }),
    z.strictObject({
      /** Films that wait for a decoder. */
      waiting: natural,
      film: z.strictObject({ film: z.int().positive(), keyFrames: keyFramesSchema }).nullable(),
    }),
    ['shell', 'browser'],
  ),
  /** What became of the film that `films.next` gave; `not-found` for any other one. */
  'films.decoded': call(z.strictObject({ film: z.int().positive(), outcome: filmOutcomeSchema }), nothing, [
    'shell',
    'browser',
  ]),
} as const;
