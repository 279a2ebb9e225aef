import * as z from 'zod';
import { OTHER_KINDS } from '../../domain/file.ts';
import { call } from '../call.ts';
import { id, natural, nothing } from './primitives.ts';

/** Photos of a folder whose last file was not found by a scan. */
const missingSchema = z.strictObject({
  /** Time of the first of these scans, ms since 1970. */
  since: z.int(),
  /** Times of the scans; more than one for `few` and `expected` only. */
  events: z.array(z.int()).min(1),
  photos: natural,
  /**
   * `many` went at once: they stay until the user decides, and the folder is `many-missing`. `few`: those that the user
   * stated nothing about leave the library after MISSING_DAYS. `expected`: the user expects them back.
   */
  kind: z.enum(['many', 'few', 'expected']),
});
export type MissingView = z.infer<typeof missingSchema>;

export const folderSchema = z.strictObject({
  id,
  /** Last part of its path, for display. */
  name: z.string(),
  state: z.enum(['ready', 'scanning', 'unreachable', 'many-missing']),
  /** It is `unreachable` because its drive does not answer. */
  isSilent: z.boolean(),
  /** Subfolders whose drive does not answer, with `/` between the parts: left out until they are tried again. */
  silent: z.array(z.string()),
  /** Files of the folder whose photos are searchable, wait to be indexed, or have a problem. */
  files: natural,
  waiting: natural,
  /** Those of the waiting ones that are in the timeline already. */
  listed: natural,
  problems: natural,
  /** Files of recognised kinds that are not searchable yet, by kind. */
  others: z.record(z.enum(OTHER_KINDS), natural),
  cloudOnly: natural,
  /** Photos that are missing, each once, the oldest first; together they are those that `is:missing` finds. */
  missing: z.array(missingSchema),
  /** Excluded subfolders, with `/` between the parts. */
  excluded: z.array(z.string()),
});

/** The folders whose photos are indexed. */
export const folderCalls = {
  'folders.list': call(nothing, z.array(folderSchema)),
  /** Adds a folder by its path; the browser has no native dialog, and the shell passes the path from its own. */
  'folders.add': call(z.strictObject({ path: z.string().min(1).max(4096) }), folderSchema, [
    'browser',
    'shell',
  ]),
  /** Adds the sample photos that are shipped with the program. */
  'folders.addSamples': call(nothing, folderSchema),
  /** Display name of the system's pictures folder; null if it is unknown or already in the library. */
  'folders.pictures': call(nothing, z.strictObject({ name: z.string().nullable() })),
  'folders.addPictures': call(nothing, folderSchema),
  'folders.remove': call(z.strictObject({ folder: id }), nothing),
  /** Subfolders with photos, with `/` between the parts, for choosing which to exclude. */
  'folders.directories': call(z.strictObject({ folder: id }), z.array(z.string())),
  'folders.exclude': call(
    z.strictObject({ folder: id, excluded: z.array(z.string().max(4096)).max(1000) }),
    folderSchema,
  ),
  /** Removes the photos that are missing since these scans and still are, or expects them back. */
  'folders.answerMissing': call(
    z.strictObject({ folder: id, events: z.array(z.int()).min(1).max(10_000), forget: z.boolean() }),
    nothing,
  ),
  /** Display names of the folders of imported backups that are not on this computer. */
  'folders.kept': call(nothing, z.strictObject({ names: z.array(z.string()) })),
  /** Adds those that are on it by now. */
  'folders.retryKept': call(nothing, z.strictObject({ added: natural, kept: natural })),
  'folders.discardKept': call(nothing, nothing),
} as const;
