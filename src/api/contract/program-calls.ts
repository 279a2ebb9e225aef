import * as z from 'zod';
import { call } from '../call.ts';
import { natural, nothing } from './primitives.ts';

export const libraryAboutSchema = z.strictObject({
  /** The path of its file, "~" for the person's home: for showing only, no call takes it. */
  place: z.string(),
  /** What the library, and the small pictures beside it, take of the disk. */
  bytes: natural,
  thumbnailBytes: natural,
});

/** Facts about the program and the library file. */
export const programCalls = {
  'program.about': call(
    nothing,
    z.strictObject({
      version: z.string(),
      /** Name of the network that looks at photos. */
      network: z.string(),
      /** What it runs on: "Node 24.1.0, linux-x64". */
      runtime: z.string(),
    }),
  ),
  /** Versions, system, counts, settings and the end of the log, without a path, name or word of the user. */
  'program.diagnostics': call(nothing, z.strictObject({ text: z.string() })),
  'library.about': call(nothing, libraryAboutSchema),
} as const;
