import * as z from 'zod';
import { OTHER_KINDS } from '../../domain/file.ts';
import { call } from '../call.ts';
import { id, natural, nothing } from './primitives.ts';

export const folderSchema = z.strictObject({
  id,
  /** Its last part, for showing. */
  name: z.string(),
  state: z.enum(['ready', 'scanning', 'unreachable', 'many-missing']),
  /** Photos of it that can be searched, wait to be looked at, or have a problem. */
  photos: natural,
  waiting: natural,
  problems: natural,
  /** Recognised but not searched yet, by kind. */
  others: z.record(z.enum(OTHER_KINDS), natural),
  cloudOnly: natural,
  /** Known files that the last scan did not find, while `many-missing` waits for an answer. */
  missing: natural,
  /** Excluded subfolders, with `/` between the parts. */
  excluded: z.array(z.string()),
});

/** The folders whose photos are indexed. */
export const folderCalls = {
  'folders.list': call(nothing, z.array(folderSchema)),
  /** Adds a folder by its path: the browser has no native dialog, the shell answers one. */
  'folders.add': call(z.strictObject({ path: z.string().min(1).max(4096) }), folderSchema, [
    'browser',
    'shell',
  ]),
  /** Adds the sample photos that come with the program. */
  'folders.addSamples': call(nothing, folderSchema),
  /** The system's own folder for pictures, by its name for showing; null where none is known, or it is here. */
  'folders.pictures': call(nothing, z.strictObject({ name: z.string().nullable() })),
  'folders.addPictures': call(nothing, folderSchema),
  'folders.remove': call(z.strictObject({ folder: id }), nothing),
  /** Subfolders that photos were found in, with `/` between the parts, for choosing what to exclude. */
  'folders.directories': call(z.strictObject({ folder: id }), z.array(z.string())),
  'folders.exclude': call(
    z.strictObject({ folder: id, excluded: z.array(z.string().max(4096)).max(1000) }),
    folderSchema,
  ),
  /** Answers `many-missing`: forget the missing files, or keep them and look again later. */
  'folders.answerMissing': call(z.strictObject({ folder: id, forget: z.boolean() }), nothing),
} as const;
