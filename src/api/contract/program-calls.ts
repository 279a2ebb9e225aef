import * as z from 'zod';
import { call } from '../call.ts';
import { natural, nothing } from './primitives.ts';

export const libraryAboutSchema = z.strictObject({
  /** Path of the library file, with "~" for the user's home folder: for display only, no call accepts it. */
  place: z.string(),
  /** Disk space of the library and of its thumbnails, in bytes. */
  bytes: natural,
  thumbnailBytes: natural,
});

/** Facts about the program and the library file. */
export const programCalls = {
  'program.about': call(
    nothing,
    z.strictObject({
      version: z.string(),
      /** Name of the photo network. */
      network: z.string(),
      /** Runtime and platform: "Node 24.1.0, linux-x64". */
      runtime: z.string(),
    }),
  ),
  /** Versions, system, counts, settings and the end of the log, without any path, name or text of the user. */
  'program.diagnostics': call(nothing, z.strictObject({ text: z.string() })),
  'library.about': call(nothing, libraryAboutSchema),
} as const;
