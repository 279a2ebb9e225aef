import * as z from 'zod';
import { engineFactsSchema, isPackPath } from './pack.ts';

/** Name of the catalogue in the models folder. */
export const PACK_CATALOGUE = 'catalogue.json';

const text = z.string().trim().min(1).max(1000);

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** What a person is shown of every pack before it is fetched. */
const offer = {
  /** Id of the installed pack. */
  id: z.string().regex(/^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/),
  /** "SigLIP 2 B/32, 256 pixels". */
  name: text,
  /** Of all files, for a person; the host has the exact sizes. */
  megabytes: z.int().positive(),
  /** SPDX licence expression of what is fetched. */
  licence: text,
  /** Pages for a person. */
  sources: z.array(z.url({ protocol: /^https$/ })).min(1),
  /** What of this could not be verified when it was written, in English. */
  unverified: z.array(text),
} as const;

/** A model in a layout of Immich or transformers.js, in a repository of Hugging Face. */
const modelSchema = z.strictObject({
  ...offer,
  repository: z.string().regex(/^[\w.-]+\/[\w.-]+$/),
  /** A commit, or a branch whose commit of the first fetch counts from then on. */
  revision: z.string().regex(/^[\w.-]+$/),
  files: z
    .array(
      z.strictObject({
        path: z.string().refine(isPackPath),
        /** Null where it is not known here: then that of the host counts. */
        sha256: sha256.nullable(),
      }),
    )
    .min(1)
    .max(50),
  languages: z.array(z.string().regex(/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/)).min(1),
});

const archiveSchema = z.strictObject({
  url: z.url({ protocol: /^https$/ }),
  format: z.enum(['zip', 'tar.gz']),
  /** Null where it is not known here: then what its host states counts. */
  sha256: sha256.nullable(),
  /** Where its host states size and hash: in the headers of the archive, or in the metadata of NuGet at this address. */
  nuget: z.url({ protocol: /^https$/ }).nullable(),
  /** Paths in the archive, and in the pack. All others are left out. */
  files: z
    .array(z.strictObject({ from: z.string().min(1).max(400), to: z.string().refine(isPackPath) }))
    .min(1)
    .max(50),
});
export type CatalogueArchive = Readonly<z.infer<typeof archiveSchema>>;

/** Native libraries of an engine, in archives of those who build them. */
const engineOfferSchema = z.strictObject({
  ...offer,
  version: z.string().regex(/^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,62}[A-Za-z0-9])?$/),
  engine: engineFactsSchema,
  archives: z.array(archiveSchema).min(1).max(10),
  /** Files of the package that it completes which have to lie beside the libraries. */
  copies: z.array(z.strictObject({ from: z.string().max(400), to: z.string().refine(isPackPath) })).max(10),
});

/** What the program offers to fetch. */
export const packCatalogueSchema = z.strictObject({
  /** Where the repositories are, if no mirror is set. */
  host: z.url({ protocol: /^https$/ }),
  packs: z.array(modelSchema).max(50),
  /** One row for each engine and system: an id is there once for each system. */
  engines: z.array(engineOfferSchema).max(50),
});
export type PackCatalogue = Readonly<z.infer<typeof packCatalogueSchema>>;
export type CatalogueModel = PackCatalogue['packs'][number];
export type CatalogueEngine = PackCatalogue['engines'][number];
export type CataloguePack = CatalogueModel | CatalogueEngine;

/** Whether what is offered is an engine. */
export const isEngineOffer = (pack: CataloguePack): pack is CatalogueEngine => 'engine' in pack;

/** Names of the hosts that an engine is fetched from. */
export const hostsOf = ({ archives }: CatalogueEngine): string[] => [
  ...new Set(archives.map(({ url }) => new URL(url).host)),
];
