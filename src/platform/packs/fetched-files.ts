import { lstat, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import { type CataloguePack, isEngineOffer } from '../../domain/pack-catalogue.ts';
import { diskFiles } from '../files/durable-files.ts';
import { replaceFile } from '../files/replace-file.ts';
import { log } from '../log/log.ts';
import { holdFolder } from './hold-folder.ts';
import { addedPacksFolder } from './installed-packs.ts';

const hex = (digits: number): z.ZodString => z.string().regex(new RegExp(`^[0-9a-f]{${digits}}$`));

/** What is fetched of a pack: files of one commit of a repository, or archives. */
export const pinnedFilesSchema = z.strictObject({
  /** Name of the repository, or the addresses of the archives. */
  repository: z.string(),
  /** Null: archives have none. */
  commit: hex(40).nullable(),
  files: z.array(
    z.strictObject({
      path: z.string(),
      bytes: z.int().nonnegative(),
      /** Null: the host states none, so that only the size is known until the file is here. */
      hash: z
        .discriminatedUnion('kind', [
          z.strictObject({ kind: z.literal('sha256'), value: hex(64) }),
          z.strictObject({ kind: z.literal('sha512'), value: hex(128) }),
          z.strictObject({ kind: z.literal('md5'), value: hex(32) }),
          z.strictObject({ kind: z.literal('git-sha1'), value: hex(40) }),
        ])
        .nullable(),
    }),
  ),
});
export type PinnedFiles = Readonly<z.infer<typeof pinnedFilesSchema>>;
export type PinnedFile = PinnedFiles['files'][number];

/** Where the files of a pack come from, and which they are. */
interface Origin {
  readonly repository: string;
  readonly files: readonly { readonly path: string; readonly sha256: string | null }[];
}

/** The name of an archive, where it is kept until it is unpacked. */
export const archiveName = (url: string): string => path.posix.basename(new URL(url).pathname);

export function originOf(wanted: CataloguePack): Origin {
  if (!isEngineOffer(wanted)) return wanted;
  const { archives } = wanted;
  return {
    repository: archives.map(({ url }) => url).join(' '),
    files: archives.map(({ url, sha256 }) => ({ path: archiveName(url), sha256 })),
  };
}

/** Of a pack that is being fetched: what came of it, until it is installed or thrown away. */
export const fetchedFolder = (dataFolder: string, id: string): string =>
  path.join(addedPacksFolder(dataFolder), `.fetching-${id}`);
/** Stays for good: what the first fetch found is what every later one expects. */
const pinOf = (dataFolder: string, id: string): string =>
  path.join(addedPacksFolder(dataFolder), `.pinned-${id}.json`);

/** Throws away what came of a pack. False where nothing is there. @throws BeachcombError while it is being fetched */
export async function discardFetched(dataFolder: string, wanted: CataloguePack): Promise<boolean> {
  const folder = fetchedFolder(dataFolder, wanted.id);
  if (!(await isThere(folder))) return false;
  holdFolder(folder)();
  await rm(folder, { recursive: true, force: true });
  // What was never whole binds nobody.
  const pinned = await readPin(dataFolder, wanted);
  if (pinned?.files.some(({ hash }) => hash?.kind !== 'sha256') === true)
    await rm(pinOf(dataFolder, wanted.id), { force: true });
  return true;
}

/** Bytes that came of a pack whose fetch was interrupted; null where there is none. @throws Error of the file system */
export async function fetchedBytes(dataFolder: string, wanted: CataloguePack): Promise<number | null> {
  const folder = fetchedFolder(dataFolder, wanted.id);
  if (!(await isThere(folder))) return null;
  const pinned = await readPin(dataFolder, wanted);
  return pinned === null ? 0 : bytesThere(path.join(folder, wanted.id), pinned);
}

/** Bytes of a pack that came, whole files or not. */
export async function bytesThere(folder: string, { files }: PinnedFiles): Promise<number> {
  let bytes = 0;
  for (const file of files)
    for (const name of [file.path, `${file.path}.part`]) {
      const found = await statOf(path.join(folder, ...name.split('/')));
      bytes += Math.min(found?.size ?? 0, file.bytes);
    }
  return bytes;
}

const isThere = async (place: string): Promise<boolean> => (await statOf(place)) !== null;

const statOf = (place: string): Promise<{ readonly size: number } | null> =>
  lstat(place).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR') throw error;
    return null;
  });

/** What the first fetch found; null before it, and where the catalogue has another repository or other files by now. */
export async function readPin(dataFolder: string, wanted: CataloguePack): Promise<PinnedFiles | null> {
  const { repository, files } = originOf(wanted);
  const place = pinOf(dataFolder, wanted.id);
  if (!(await isThere(place))) return null;
  try {
    const pinned = pinnedFilesSchema.parse(JSON.parse(await readFile(place, 'utf8')));
    const isSame =
      pinned.repository === repository &&
      pinned.files.length === files.length &&
      files.every((file, at) => {
        const found = pinned.files[at];
        return found?.path === file.path && (file.sha256 ?? found.hash?.value) === found.hash?.value;
      });
    if (isSame) return pinned;
  } catch (error) {
    log.warn('what was pinned of a pack cannot be read, and is found again', { error, detail: wanted.id });
  }
  return null;
}

/** @throws Error of the file system */
export function writePin(dataFolder: string, { id }: CataloguePack, pinned: PinnedFiles): void {
  replaceFile(diskFiles, pinOf(dataFolder, id), [`${JSON.stringify(pinned, null, 2)}\n`]);
}
