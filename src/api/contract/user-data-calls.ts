import * as z from 'zod';
import { errorReasonSchema } from '../../domain/error-reason.ts';
import type { RestoredCount } from '../../domain/user-data.ts';
import { call } from '../call.ts';
import { natural, nothing } from './primitives.ts';

/** Export and import of user data. */
export const userDataCalls = {
  /** All user data, folders and settings, as JSON. It has paths, so the window of the desktop app never gets it. */
  'userData.export': call(nothing, z.strictObject({ json: z.string() }), ['browser', 'shell']),
  /** Merges an export. The numbers are those of what was new or changed something. */
  'userData.import': call(
    z.strictObject({ json: z.string().max(200_000_000) }),
    z.strictObject({
      corrections: natural,
      customLabels: natural,
      favourites: natural,
      albums: natural,
      people: natural,
      /** Turned pictures, dates, ratings, hidden photos. */
      edits: natural,
      /** What is kept out of memories. */
      memoryExclusions: natural,
      /** Entries that could not be read. */
      skipped: natural,
      /** Folders that were added, and those that are not on this computer: kept for later. */
      foldersAdded: natural,
      foldersKept: natural,
    } satisfies Record<RestoredCount, z.ZodType>),
    ['browser', 'shell'],
  ),
  /** Writes an XMP sidecar for every photo with user data, below a chosen folder. */
  'userData.exportSidecars': call(
    z.strictObject({ path: z.string().min(1).max(4096), form: z.enum(['digikam', 'lightroom']) }),
    z.strictObject({
      written: natural,
      problems: z.array(z.strictObject({ name: z.string(), reason: errorReasonSchema })),
    }),
    ['browser', 'shell'],
  ),
  'userData.importSidecars': call(
    z.strictObject({ path: z.string().min(1).max(4096) }),
    z.strictObject({ read: natural, matched: natural }),
    ['browser', 'shell'],
  ),
} as const;
