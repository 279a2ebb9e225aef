import * as z from 'zod';
import { BEST_REASONS } from '../../domain/best-reason.ts';
import { DUPLICATE_KINDS } from '../../domain/duplicate-kind.ts';
import { PHOTO_FORMATS } from '../../domain/photo-format.ts';
import { call } from '../call.ts';
import { editCalls } from './edit-calls.ts';
import { hitSchema } from './hit.ts';
import { labelCorrectionSchema } from './label-calls.ts';
import { id, natural, page, placeOnDisk, score } from './primitives.ts';
import { trashPlanSchema } from './trash-calls.ts';

/** Why a copy is the best of its group, as src/search/duplicates/best-first.ts finds it. */
const bestReason = z.enum(BEST_REASONS);
const kind = z.enum(DUPLICATE_KINDS);
const ids = z.array(id).max(50_000);

/** Photos of a group, of which some stay: by the photo for near duplicates, by the file for exact ones. */
const member = z.strictObject({
  member: id,
  hit: hitSchema,
  name: z.string(),
  /** The folder and the directories in it. */
  directory: z.array(z.string()),
  format: z.enum(PHOTO_FORMATS),
  /** Of its file. */
  bytes: natural,
});
export const duplicateGroupSchema = z.strictObject({
  group: id,
  /** Why the first is the one to keep. */
  reason: bestReason,
  /** The best first. */
  members: z.array(member).min(2),
});

/** Which groups are meant: all but some, or only some; and what stays of those where that is not just the best. */
const chosenGroups = z.strictObject({
  kind,
  all: z.boolean(),
  /** The exceptions where all are meant, else the groups that are. */
  groups: ids,
  keep: z.array(z.strictObject({ group: id, members: z.array(id).min(1).max(10_000) })).max(50_000),
});

/** Photos that show the same picture. */
export const duplicateCalls = {
  /**
   * All groups with the paths of their files, the best first, for the command line only: of one kind, or of both. The
   * first call starts the search for near ones; call again while `working`.
   */
  'duplicates.list': call(
    z.strictObject({ kind: kind.nullable().default(null) }),
    z.strictObject({
      working: z.boolean(),
      /** Progress from 0 to 1 while working. */
      part: score,
      /** Groups of photos that show the same picture. */
      total: natural,
      groups: z.array(z.array(hitSchema.extend({ files: z.array(placeOnDisk) }))),
      /** Photos of which several files are there, byte for byte the same. */
      exact: z.array(z.strictObject({ photo: id, files: z.array(placeOnDisk).min(2) })),
      /** As in `duplicates.groups`. */
      unread: natural,
    }),
    ['shell'],
  ),
  /** A page of the groups, for choosing what stays. The first call starts the search; call again while `working`. */
  'duplicates.groups': call(
    z.strictObject({ kind, ...page }),
    z.strictObject({
      working: z.boolean(),
      /** Progress from 0 to 1 while working. */
      part: score,
      total: natural,
      /** Photos full of text that look like others, but are in no group until their text is read; 0 for exact ones. */
      unread: natural,
      groups: z.array(duplicateGroupSchema),
    }),
  ),
  /** What cleaning groups up would do; nothing is changed. `trash.move` confirms it. */
  'duplicates.plan': call(
    chosenGroups,
    z.strictObject({
      /** Groups of which something goes, and photos (files, for exact duplicates) that stay and go. */
      groups: natural,
      stay: natural,
      go: natural,
      /** Null where nothing goes. */
      plan: trashPlanSchema.nullable(),
      /** Photos that go; empty for exact duplicates. */
      photos: z.array(id),
      /** What the photos that stay take over of what the user stated of the others: inputs of the calls that write it. */
      merge: z.strictObject({
        /** Photos that take something over. */
        photos: natural,
        corrections: z.array(labelCorrectionSchema),
        favourites: z.array(id),
        albums: z.array(z.strictObject({ album: id, photos: z.array(id).min(1) })),
        edits: editCalls['edits.restore'].output.shape.before,
      }),
    }),
  ),
} as const;
