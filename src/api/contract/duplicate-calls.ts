import * as z from 'zod';
import { call } from '../call.ts';
import { hitSchema } from './hit.ts';
import { natural, page, score } from './primitives.ts';

/** Photos that show the same picture. */
export const duplicateCalls = {
  /**
   * Groups of photos of the same picture, the best first. The first call starts the search; call again while `working`.
   */
  'duplicates.list': call(
    z.strictObject(page),
    z.strictObject({
      working: z.boolean(),
      /** Progress from 0 to 1 while working. */
      part: score,
      total: natural,
      groups: z.array(z.array(hitSchema)),
    }),
  ),
} as const;
