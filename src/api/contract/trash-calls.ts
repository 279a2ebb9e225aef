import * as z from 'zod';
import { errorReasonSchema } from '../../domain/error-reason.ts';
import { call } from '../call.ts';
import { id, natural, placeOnDisk, searchText } from './primitives.ts';

/** Some files of many, by their names for display. */
const namedFiles = z.array(z.strictObject({ name: z.string(), reason: errorReasonSchema })).max(20);
const token = z.uuid();

/** What is to be moved: photos with all of their files, copies of photos of which some files stay, and single files. */
export const trashWantedSchema = z
  .strictObject({
    photos: z.array(id).max(10_000).default([]),
    copies: z
      .array(z.strictObject({ photo: id, keep: z.array(id).min(1).max(1000) }))
      .max(10_000)
      .default([]),
    /** Single files, each with its photo, of which all else stays. */
    files: z
      .array(z.strictObject({ photo: id, file: id }))
      .max(10_000)
      .default([]),
    /** The search that found `photos`: where it names files by file name or folder, the others stay. */
    search: searchText.default(''),
  })
  .refine(({ photos, copies, files }) => photos.length + copies.length + files.length > 0);

export const trashPlanSchema = z.strictObject({
  /** Confirms just this plan. */
  token,
  /** As they are shown: a stack, a live photo and copies of the same bytes are one. */
  photos: natural,
  files: natural,
  bytes: natural,
  /** Of the files: RAW files and films of live photos that belong to a photo, copies of the same bytes, sidecars. */
  stacked: natural,
  copies: natural,
  companions: natural,
  /** Pictures that are there more than once, and of which no copy would be left. */
  lastCopies: natural,
  /** Files that stay, and why; the first of them by name. */
  left: natural,
  problems: namedFiles,
  /**
   * Who moves them: this program, the shell of the desktop app, or nobody, because a browser cannot reach the trash of
   * this system.
   */
  by: z.enum(['program', 'shell', 'nobody']),
});

export const trashOutcomeSchema = z.strictObject({
  /** Photos of which no file is left. */
  photos: natural,
  files: natural,
  /** Files that stayed, and why; the first of them by name. */
  failed: natural,
  problems: namedFiles,
  /** What takes it back by `trash.undo`; null if the system does not let a program do that. */
  undo: id.nullable(),
});

export const restoredSchema = z.strictObject({ files: natural, failed: natural, problems: namedFiles });

/** Files that went together. */
const trashRuns = z.array(
  z.strictObject({
    /** Takes them back by `trash.undo`. */
    undo: id,
    /** When they went, ms since 1970. */
    at: natural,
    files: natural,
    /** How many photos, where each has one file; null where some have more, such as a RAW. */
    photos: natural.nullable(),
    /** The first photos, for their thumbnails, and the first files, by their names for display. */
    shown: z.array(id).max(12),
    names: z.array(z.string()).max(12),
  }),
);

/**
 * Moves files to the trash of the system, in two steps: what will happen, and then just that. Nothing else of the
 * program moves or deletes a photo.
 */
export const trashCalls = {
  'trash.plan': call(trashWantedSchema, trashPlanSchema),
  /** `unavailable` with the reason `plan-changed` where it is not any more what was shown. */
  'trash.move': call(z.strictObject({ token }), trashOutcomeSchema),
  /** What this program moved and can still move back, since it is still in the trash; the newest first. */
  'trash.list': call(z.strictObject({}), z.strictObject({ by: trashPlanSchema.shape.by, runs: trashRuns })),
  /** Moves the files of a run back where they were. */
  'trash.undo': call(z.strictObject({ undo: id }), restoredSchema),
  /** For the command line only: a plan with the paths of its files, and of those that stay of the same photos. */
  'trash.planPaths': call(
    trashWantedSchema,
    trashPlanSchema.extend({ paths: z.array(placeOnDisk), others: z.array(placeOnDisk) }),
    ['shell'],
  ),
  /** For the command line only: `trash.move` with the former paths of what was moved. */
  'trash.movePaths': call(
    z.strictObject({ token }),
    trashOutcomeSchema.extend({ paths: z.array(placeOnDisk) }),
    ['shell'],
  ),
  /** For the command line only: `trash.undo` with the paths of what is back. */
  'trash.undoPaths': call(
    z.strictObject({ undo: id }),
    restoredSchema.extend({ paths: z.array(placeOnDisk) }),
    ['shell'],
  ),
  /** For the shell only: the paths of a plan, as base64 of their bytes; their move is announced by it. */
  'trash.paths': call(
    z.strictObject({ token }),
    z.strictObject({ files: z.array(z.strictObject({ file: id, path: z.base64() })) }),
    ['shell'],
  ),
  /** For the shell only: which of them it moved. */
  'trash.moved': call(
    z.strictObject({ token, failed: z.array(z.strictObject({ file: id, error: z.string() })) }),
    trashOutcomeSchema,
    ['shell'],
  ),
} as const;
