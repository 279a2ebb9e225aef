import * as z from 'zod';
import { PHOTO_EDITS } from '../../domain/photo-edit.ts';
import { confidenceLevel, id, natural, score } from './primitives.ts';

export const hitSchema = z.strictObject({
  photo: id,
  level: confidenceLevel,
  score,
  /** Size of the upright picture in pixels. */
  width: natural,
  height: natural,
  takenAt: z.string().nullable(),
  favourite: z.boolean(),
  /** None of its files is there. */
  missing: z.boolean(),
  /** The user hid it. */
  hidden: z.boolean(),
  /** Degrees clockwise that the user turned it, which width and height follow; null if it is upright. */
  turn: PHOTO_EDITS.turn.nullable(),
  /** Null for a photo. */
  film: z
    .strictObject({
      /** Its length in ms, where that is known. */
      durationMs: natural.nullable(),
      /** Name of its file, which is shown where no frame was seen; else null. */
      name: z.string().nullable(),
    })
    .nullable(),
  /** A live or motion photo: it has a film, `motion`, which plays. */
  live: z.boolean(),
  /** Mean colour, 0xRRGGBB, shown as a placeholder until the picture is loaded. */
  colour: z.int().min(0).max(0xffffff).nullable(),
});
