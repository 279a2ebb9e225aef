import * as z from 'zod';
import {
  givenDateSchema,
  givenPlaceSchema,
  PHOTO_EDITS,
  type PhotoEditField,
} from '../../domain/photo-edit.ts';
import { call } from '../call.ts';
import { id, photoIds } from './primitives.ts';

/** Seconds: more than any date can be moved by. */
const MOST_MOVED = 400 * 366 * 86_400;
/** Minutes east of UTC. */
const offset = z
  .int()
  .min(-14 * 60)
  .max(14 * 60);

/** A change of photos, of each by its own state. */
export const photoChangeSchema = z.discriminatedUnion('change', [
  /** Turns the pictures further, clockwise. */
  z.strictObject({ change: z.literal('turn'), by: PHOTO_EDITS.turn }),
  /** 0: not rated; null: as the file states. */
  z.strictObject({ change: z.literal('rating'), rating: PHOTO_EDITS.rating.nullable() }),
  z.strictObject({ change: z.literal('hidden'), hidden: z.boolean() }),
  /** null: the date of the file. */
  z.strictObject({ change: z.literal('taken'), taken: givenDateSchema.nullable() }),
  /** null: the place of the file. */
  z.strictObject({ change: z.literal('place'), place: givenPlaceSchema.nullable() }),
  /** Moves the dates, of photos that have one of their own. */
  z.strictObject({ change: z.literal('move-date'), seconds: z.int().min(-MOST_MOVED).max(MOST_MOVED) }),
  /**
   * The same moment on the clock of another time zone, of photos that have a date of their own; `from` is the offset
   * of the clock that they were dated by, where they do not state it. null: only the zone is noted.
   */
  z.strictObject({ change: z.literal('time-zone'), to: offset, from: offset.nullable() }),
]);

const edits = {
  turn: z.strictObject({ photo: id, field: z.literal('turn'), value: PHOTO_EDITS.turn.nullable() }),
  taken: z.strictObject({ photo: id, field: z.literal('taken'), value: PHOTO_EDITS.taken.nullable() }),
  place: z.strictObject({ photo: id, field: z.literal('place'), value: PHOTO_EDITS.place.nullable() }),
  rating: z.strictObject({ photo: id, field: z.literal('rating'), value: PHOTO_EDITS.rating.nullable() }),
  hidden: z.strictObject({ photo: id, field: z.literal('hidden'), value: PHOTO_EDITS.hidden.nullable() }),
} satisfies Record<PhotoEditField, z.ZodType>;
const edit = z.union(Object.values(edits));

/** What the user changes about photos without touching their files. */
export const editCalls = {
  /** `before`: what undoes it, by `edits.restore`, of the photos that it changed. */
  'edits.change': call(
    z.strictObject({ photos: photoIds, what: photoChangeSchema }),
    z.strictObject({ before: z.array(edit) }),
  ),
  'edits.restore': call(
    z.strictObject({ edits: z.array(edit).min(1).max(10_000) }),
    z.strictObject({ before: z.array(edit) }),
  ),
} as const;
