import * as z from 'zod';
import { ERROR_KINDS } from '../../domain/error.ts';
import { errorReasonSchema } from '../../domain/error-reason.ts';
import { EXPORTED_METADATA } from '../../domain/exported-metadata.ts';
import { LANGUAGES } from '../../domain/label.ts';
import { call } from '../call.ts';
import { natural, nothing, photoIds } from './primitives.ts';

/** Copies of photos into a folder. */
export const copyCalls = {
  /**
   * Copies photos into a folder, which is created; with `labels`, each gets a sidecar with its labels in this language.
   * Existing files are never overwritten. copies.get reports the progress.
   */
  'copies.start': call(
    z.strictObject({
      photos: photoIds,
      path: z.string().min(1).max(4096),
      labels: z.boolean(),
      language: z.enum(LANGUAGES),
      /** Null: the files as they are. Films and RAW files are copied as they are in any case. */
      jpeg: z
        .strictObject({
          /** Longest side in pixels; null: as large as it is. */
          largest: z.int().min(64).max(16_384).nullable(),
          metadata: z.enum(EXPORTED_METADATA),
        })
        .nullable()
        .default(null),
      /** By the date of each photo, where it has one with a day. */
      names: z.enum(['original', 'date']).default('original'),
      /** Before each name its place among `photos`. */
      numbered: z.boolean().default(false),
    }),
    nothing,
    ['browser', 'shell'],
  ),
  'copies.get': call(
    nothing,
    z.strictObject({
      working: z.boolean(),
      done: natural,
      of: natural,
      copied: natural,
      failed: natural,
      /** The user stopped the run before the last photo. */
      stopped: z.boolean(),
      /** The first photos that failed. */
      problems: z.array(z.strictObject({ name: z.string(), reason: errorReasonSchema })),
      /** Error that ended the run before the last photo. */
      failure: z.enum(ERROR_KINDS).nullable(),
    }),
  ),
  'copies.stop': call(nothing, nothing),
} as const;
