import * as z from 'zod';
import { ERROR_KINDS } from '../../domain/error.ts';
import { errorReasonSchema } from '../../domain/error-reason.ts';
import { EXPORTED_METADATA } from '../../domain/exported-metadata.ts';
import { LANGUAGES } from '../../domain/label.ts';
import { call } from '../call.ts';
import { id, natural, nothing, photoIds, searchText } from './primitives.ts';

/** How photos are copied. */
const copyOptions = z.strictObject({
  photos: photoIds,
  labels: z.boolean(),
  language: z.enum(LANGUAGES),
  /** Null: the files as they are. Films and RAW files are never converted. */
  jpeg: z
    .strictObject({
      /** Longest side in pixels; null: as large as it is. */
      largest: z.int().min(64).max(16_384).nullable(),
    })
    .nullable()
    .default(null),
  /** What is not kept is removed from the files; one that it cannot be removed from is not copied. */
  metadata: z.enum(EXPORTED_METADATA).default('all'),
  /** By the date of each photo, where it has one with a day. */
  names: z.enum(['original', 'date']).default('original'),
  /** Before each name its place among `photos`. */
  numbered: z.boolean().default(false),
  /** Ids of the files that are meant, of photos of which several files are there. */
  files: z.array(id).max(10_000).default([]),
  /** The search that found the photos: of several files the one that it names by file name or folder is meant. */
  search: searchText.default(''),
});

/** Copies of photos, into a folder or for a download. */
export const copyCalls = {
  /**
   * Copies photos into a folder, which is created; with `labels`, each gets a sidecar with its labels in this language.
   * Existing files are never overwritten. copies.get reports the progress.
   */
  'copies.start': call(copyOptions.extend({ path: z.string().min(1).max(4096) }), nothing, [
    'browser',
    'shell',
  ]),
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
  /**
   * Prepares a download of the same copies: one file as it is, several in a ZIP archive. The browser then fetches it by
   * its token, within ten minutes.
   */
  'copies.download': call(copyOptions, z.strictObject({ token: z.string() }), ['browser']),
} as const;
