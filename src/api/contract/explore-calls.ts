import * as z from 'zod';
import { LANGUAGES } from '../../domain/label.ts';
import { call } from '../call.ts';
import { id, natural } from './primitives.ts';

/** A label, place, year or camera that the library has photos of. */
export const cardSchema = z.strictObject({
  name: z.string(),
  /** The search text that finds them. */
  text: z.string(),
  photos: natural,
  cover: id,
});

export const exploreCalls = {
  /** Content of the library for browsing: each entry with its photos and a sample photo. */
  'explore.get': call(
    z.strictObject({ language: z.enum(LANGUAGES) }),
    z.strictObject({
      things: z.array(cardSchema),
      places: z.array(cardSchema),
      years: z.array(cardSchema),
      cameras: z.array(cardSchema),
    }),
  ),
} as const;
