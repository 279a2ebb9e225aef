import * as z from 'zod';
import { errorReasonSchema } from '../../domain/error-reason.ts';
import { PACK_PURPOSES } from '../../domain/pack.ts';
import { call } from '../call.ts';
import { natural, nothing } from './primitives.ts';

const packSchema = z.strictObject({
  /** "beachcomb-photo". */
  id: z.string(),
  version: z.string(),
  purpose: z.enum(PACK_PURPOSES),
  bytes: natural,
  /** SPDX expression. */
  licence: z.string(),
  /** BCP 47 tags; none where it reads and writes no text. */
  languages: z.array(z.string()),
  /** Sentences in English; none: it was not measured. */
  measured: z.array(z.string()),
});

/** The packs of networks that recognise photos. */
export const packCalls = {
  'packs.list': call(
    nothing,
    z.strictObject({
      packs: z.array(packSchema),
      /** Folders whose manifest is not valid. */
      broken: z.array(z.strictObject({ name: z.string(), reason: errorReasonSchema })),
    }),
  ),
} as const;
