import * as z from 'zod';
import { ERROR_KINDS } from '../../domain/error.ts';
import { errorReasonSchema } from '../../domain/error-reason.ts';
import { ADDING_PHASES, engineFactsSchema, PACK_PURPOSES } from '../../domain/pack.ts';
import { call } from '../call.ts';
import { natural, nothing } from './primitives.ts';

const packSchema = z.strictObject({
  /** "beachcomb-photo". */
  id: z.string(),
  version: z.string(),
  /** A person added it, and can remove it; others ship with the program. */
  isAdded: z.boolean(),
  purpose: z.enum(PACK_PURPOSES),
  bytes: natural,
  /** SPDX expression. */
  licence: z.string(),
  /** Of an engine; null for others. */
  engine: engineFactsSchema.nullable(),
  /** BCP 47 tags; none where it reads and writes no text. */
  languages: z.array(z.string()),
  /** Sentences in English; none: it was not measured. */
  measured: z.array(z.string()),
});

/** A pack that can be fetched. */
const offeredSchema = z.strictObject({
  id: z.string(),
  /** "SigLIP 2 B/32, 256 pixels". */
  name: z.string(),
  megabytes: natural,
  licence: z.string(),
  languages: z.array(z.string()),
  /** Of an engine; null for a model. */
  engine: engineFactsSchema.nullable(),
  /** Names of the hosts that it is fetched from: "huggingface.co". */
  hosts: z.array(z.string()),
  isAdded: z.boolean(),
  /** What came of it before it was stopped; null: nothing is kept. */
  fetchedBytes: natural.nullable(),
});

/** Address of a mirror of the host, or of a proxy; null: the host itself, or the proxy of the environment. */
const address = z.string().min(1).max(500).nullable();
const connectionSchema = z.strictObject({ mirror: address, proxy: address });
export type PackConnection = z.infer<typeof connectionSchema>;

const name = z.string().min(1).max(200);

/** The packs of networks that recognise photos. */
export const packCalls = {
  'packs.list': call(
    nothing,
    z.strictObject({
      packs: z.array(packSchema),
      /** Folders whose manifest is not valid; an added one can be removed by its name. */
      broken: z.array(z.strictObject({ name: z.string(), isAdded: z.boolean(), reason: errorReasonSchema })),
      offered: z.array(offeredSchema),
      /** Name of the host that packs are fetched from: "huggingface.co". */
      host: z.string(),
      connection: connectionSchema,
      /** The pack that is being added. */
      work: z
        .strictObject({
          /** Id of an offered pack, or the last part of a path. */
          name: z.string(),
          phase: z.enum(['starting', ...ADDING_PHASES]),
          /** In bytes. */
          done: natural,
          of: natural,
        })
        .nullable(),
      /** Why the last pack was not added; null if it was, or was stopped. */
      failure: z
        .strictObject({ name: z.string(), kind: z.enum(ERROR_KINDS), reason: errorReasonSchema.nullable() })
        .nullable(),
    }),
  ),
  /** Adds a pack from a folder or a zip archive; packs.list reports the progress. */
  'packs.add': call(z.strictObject({ path: z.string().min(1).max(4096) }), nothing, ['browser', 'shell']),
  /** Fetches an offered pack from the internet, at the user's request only; packs.list reports the progress. */
  'packs.fetch': call(z.strictObject({ id: name }), nothing),
  /** Stops adding; what was fetched is kept, to be resumed. */
  'packs.stop': call(nothing, nothing),
  /** Throws away what was fetched of a pack that is not whole. */
  'packs.discard': call(z.strictObject({ id: name }), nothing),
  /** Removes an added pack by its id, or ID@VERSION. */
  'packs.remove': call(z.strictObject({ name }), nothing),
  'packs.connect': call(connectionSchema, nothing),
} as const;
