import * as z from 'zod';
import { OTHER_KINDS } from '../../domain/file.ts';
import { call } from '../call.ts';
import { id, natural, nothing } from './primitives.ts';

export const folderSchema = z.strictObject({
  id,
  /** Last part of its path, for display. */
  name: z.string(),
  state: z.enum(['ready', 'scanning', 'unreachable', 'many-missing']),
  /** It is `unreachable` because its drive does not answer. */
  isSilent: z.boolean(),
  /** Subfolders whose drive does not answer, with `/` between the parts: left out until they are tried again. */
  silent: z.array(z.string()),
  /** Photos of the folder that are searchable, wait to be indexed, or have a problem. */
  photos: natural,
  waiting: natural,
  /** Those of the waiting ones that are in the timeline already. */
  listed: natural,
  problems: natural,
  /** Files of recognised kinds that are not searchable yet, by kind. */
  others: z.record(z.enum(OTHER_KINDS), natural),
  cloudOnly: natural,
  /** Known files that the last scan did not find, while `many-missing` waits for the user's decision. */
  missing: natural,
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
  /** Resolves `many-missing`: removes the missing files, or keeps them and scans again later. */
  'folders.answerMissing': call(z.strictObject({ folder: id, forget: z.boolean() }), nothing),
} as const;
