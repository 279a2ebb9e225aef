import * as z from 'zod';
import { LANGUAGES } from '../../domain/label.ts';
import { call } from '../call.ts';
import { id, natural } from './primitives.ts';

/** Something that a library has photos of. */
export const cardSchema = z.strictObject({
  name: z.string(),
  /** The search text that finds them. */
  text: z.string(),
  photos: natural,
  cover: id,
});

/** What the library holds, for browsing. */
export const exploreCalls = {
  /** What this library holds, for looking around: each with its photos and one of them to show. */
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
