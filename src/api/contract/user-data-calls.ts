import * as z from 'zod';
import { errorReasonSchema } from '../../domain/error-reason.ts';
import { call } from '../call.ts';
import { natural, nothing } from './primitives.ts';

/** Export and import of user data. */
export const userDataCalls = {
  /** All user data, as JSON. */
  'userData.export': call(nothing, z.strictObject({ json: z.string() })),
  'userData.import': call(
    z.strictObject({ json: z.string().max(200_000_000) }),
    z.strictObject({
      ...{ corrections: natural, customLabels: natural, favourites: natural, albums: natural },
      /** Entries that could not be read. */
      skipped: natural,
    }),
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
