import * as z from 'zod';
import { confidenceLevel, id, natural, score } from './primitives.ts';

export const hitSchema = z.strictObject({
  photo: id,
  level: confidenceLevel,
  score,
  /** Upright, pixels. */
  width: natural,
  height: natural,
  takenAt: z.string().nullable(),
  favourite: z.boolean(),
  /** Its mean colour, 0xRRGGBB, to stand for it until it is here. */
  colour: z.int().min(0).max(0xffffff).nullable(),
});
