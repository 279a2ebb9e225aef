import * as z from 'zod';
import { call } from '../call.ts';
import { nothing } from './primitives.ts';

const packName = z.string().max(200);

export const IMAGE_TEXT_STATES = [
  'answering',
  'preparing',
  'fitting',
  'missing',
  'unusable',
  'unfit',
] as const;

export const imageTextStateSchema = z.strictObject({
  /** The added packs that can be chosen, ID@VERSION. */
  available: z.array(packName),
  /** The added pack that searches are to use, ID@VERSION; null: the one that ships. */
  chosen: packName.nullable(),
  /** The one that they use now; null: the one that ships. */
  answering: packName.nullable(),
  /**
   * Why the chosen one does not answer, if it does not: photos are still being embedded; its scores are being fitted; it
   * is not there; its networks cannot be opened; what it finds is hardly better than chance.
   */
  state: z.enum(IMAGE_TEXT_STATES),
});
export type ImageTextState = Readonly<z.infer<typeof imageTextStateSchema>>;

/** The pack that phrases and photos are compared by. */
export const imageTextCalls = {
  'imageText.get': call(nothing, imageTextStateSchema),
  /** An id, or ID@VERSION; null, or the id of the pack that ships: that one. */
  'imageText.use': call(z.strictObject({ pack: packName.nullable() }), imageTextStateSchema),
} as const;
