import * as z from 'zod';
import { isPackPath } from './pack.ts';

/** Name of the catalogue in the models folder. */
export const PACK_CATALOGUE = 'catalogue.json';

const text = z.string().trim().min(1).max(1000);

/** What the program offers to fetch: models in a layout of Immich or transformers.js, in repositories of Hugging Face. */
export const packCatalogueSchema = z.strictObject({
  /** Where the repositories are, if no mirror is set. */
  host: z.url({ protocol: /^https$/ }),
  packs: z
    .array(
      z.strictObject({
        /** Id of the installed pack. */
        id: z.string().regex(/^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/),
        /** "SigLIP 2 B/32, 256 pixels". */
        name: text,
        repository: z.string().regex(/^[\w.-]+\/[\w.-]+$/),
        /** A commit, or a branch whose commit of the first fetch counts from then on. */
        revision: z.string().regex(/^[\w.-]+$/),
        files: z
          .array(
            z.strictObject({
              path: z.string().refine(isPackPath),
              /** Null where it is not known here: then that of the host counts. */
              sha256: z
                .string()
                .regex(/^[0-9a-f]{64}$/)
                .nullable(),
            }),
          )
          .min(1)
          .max(50),
        /** Of all files, for a person; the host has the exact sizes. */
        megabytes: z.int().positive(),
        /** SPDX licence expression of the weights. */
        licence: text,
        /** Pages for a person. */
        sources: z.array(z.url({ protocol: /^https$/ })).min(1),
        languages: z.array(z.string().regex(/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/)).min(1),
        /** What of this could not be verified when it was written, in English. */
        unverified: z.array(text),
      }),
    )
    .max(50),
});
export type PackCatalogue = Readonly<z.infer<typeof packCatalogueSchema>>;
export type CataloguePack = PackCatalogue['packs'][number];
