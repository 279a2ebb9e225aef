import * as z from 'zod';
import type { CatalogueModel } from '../../domain/pack-catalogue.ts';
import { type FetchOptions, fetchText, type RemoteFile } from '../fetch/fetch-file.ts';
import { type HttpClient, unreachable } from '../fetch/http-client.ts';
import type { FetchSource } from './fetch-source.ts';
import type { PinnedFile, PinnedFiles } from './fetched-files.ts';
import { readPackOrLayout } from './read-pack-or-layout.ts';

const commit = z.string().regex(/^[0-9a-f]{40}$/);
const revisionSchema = z.object({ sha: commit });
const sha256 = z
  .string()
  .transform((value) => value.replace(/^sha256:/, ''))
  .pipe(z.string().regex(/^[0-9a-f]{64}$/));
const treeSchema = z.array(
  z.object({
    type: z.string(),
    path: z.string(),
    size: z.int().nonnegative().default(0),
    /** Of the blob of Git. */
    oid: z.string(),
    /** Of what is kept beside Git. */
    lfs: z.object({ oid: sha256, size: z.int().nonnegative() }).nullish(),
  }),
);

const MOST_BYTES = 4 << 20;

/**
 * Sizes and hashes of the files of a pack from the metadata of its host. Hugging Face has the SHA-256 of large files,
 * and of small ones the SHA-1 that Git has for them (https://huggingface.co/docs/hub/api).
 * @throws BeachcombError `unavailable` with a reason; the reason of the signal
 */
async function pinFiles(
  client: HttpClient,
  host: URL,
  { repository, revision, files }: CatalogueModel,
  options: Pick<FetchOptions, 'signal' | 'firstPauseMs'>,
): Promise<PinnedFiles> {
  const api = `api/models/${repository}`;
  const get = <T>(place: string, schema: z.ZodType<T>): Promise<T> =>
    fetchJson(client, below(host, place), schema, options);
  const { sha } = await get(`${api}/revision/${revision}`, revisionSchema);
  const tree = await get(`${api}/tree/${sha}?recursive=true`, treeSchema);
  return {
    repository,
    commit: sha,
    files: files.map((wanted) => {
      const found = tree.find((entry) => entry.type === 'file' && entry.path === wanted.path);
      if (found === undefined) throw unreachable(host, `It has no ${wanted.path}.`);
      const known = wanted.sha256 ?? found.lfs?.oid;
      return {
        path: wanted.path,
        bytes: found.lfs?.size ?? found.size,
        hash: known === undefined ? { kind: 'git-sha1', value: found.oid } : { kind: 'sha256', value: known },
      };
    }),
  };
}

/**
 * What a host states of its files, as far as the schema wants it.
 * @throws BeachcombError `unavailable` with a reason; the reason of the signal
 */
export async function fetchJson<T>(
  client: HttpClient,
  url: URL,
  schema: z.ZodType<T>,
  options: Pick<FetchOptions, 'signal' | 'firstPauseMs'>,
): Promise<T> {
  const parsed = schema.safeParse(jsonOf(await fetchText(client, url, MOST_BYTES, options)));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw unreachable(url, `Its list of files is not understood: ${issue?.message ?? ''}`);
}

/** Where the host has a file. */
const remoteFile = (
  host: URL,
  { repository, commit: sha }: PinnedFiles,
  { path: name, bytes, hash }: PinnedFile,
): RemoteFile => ({ url: below(host, `${repository}/resolve/${sha}/${name}`), name, bytes, hash });

/** A model in a repository. @param host of the catalogue, or a mirror */
export const modelSource = (host: URL, wanted: CatalogueModel): FetchSource => ({
  pin: (client, options) => pinFiles(client, host, wanted, options),
  remote: (pinned, file) => remoteFile(host, pinned, file),
  pack: async (folder) => {
    const { id, licence, sources, languages } = wanted;
    const { manifest } = await readPackOrLayout(folder);
    return {
      folder,
      manifest: {
        ...manifest,
        id,
        sources,
        languages,
        licence: { spdx: licence, files: manifest.licence.files },
      },
    };
  },
});

/** A mirror may be a folder of its host. */
export const below = (host: URL, place: string): URL => new URL(`${host.href.replace(/\/+$/, '')}/${place}`);

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The schema has the sentence.
    return null;
  }
}
