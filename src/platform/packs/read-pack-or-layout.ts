import path from 'node:path';
import { BeachcombError } from '../../domain/error.ts';
import {
  PACK_MANIFEST,
  type PackManifest,
  type Preprocessing,
  packManifestSchema,
} from '../../domain/pack.ts';
import { sha256Of } from '../files/sha256-of.ts';
import { immichManifest, isImmichLayout } from './immich-layout.ts';
import { LayoutFiles, unsupportedLayout } from './layout-files.ts';
import { type Pack, readPack, readPreprocessing } from './read-pack.ts';
import { isTransformersLayout, transformersManifest } from './transformers-layout.ts';

/**
 * A pack in a folder: by its manifest, or by one that is made of a layout of Immich or of transformers.js, and of a
 * manifest that states nothing but what pictures need. Of layouts the hashes are those of the files as they are.
 * @param name what the id is made of where there is no manifest of a pack
 * @throws BeachcombError `not-found` if it is neither, `bad-request` if it is not valid, both with a reason
 */
export async function readPackOrLayout(folder: string, name = path.basename(folder)): Promise<Pack> {
  const files = new LayoutFiles(folder, name);
  const hasManifest = await files.has(PACK_MANIFEST);
  const preprocessing = hasManifest ? await readPreprocessing(folder) : {};
  if (preprocessing === null) return readPack(folder);
  const isImmich = await isImmichLayout(files);
  if (!isImmich && !(await isTransformersLayout(files)))
    throw new BeachcombError('not-found', 'There is no pack in this folder.', {
      reason: { code: 'pack-not-found' },
    });
  const stated = await (isImmich ? immichManifest(files) : transformersManifest(files));
  const parsed = packManifestSchema.safeParse(
    hasManifest ? await withPreprocessing(stated, preprocessing) : stated,
  );
  if (parsed.success) return { folder, manifest: parsed.data };
  const [issue] = parsed.error.issues;
  throw unsupportedLayout(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`.slice(0, 300));
}

/** The manifest of a layout with other pictures, which is another version of the pack. */
async function withPreprocessing(stated: PackManifest, preprocessing: Preprocessing): Promise<unknown> {
  const { towers, version } = stated;
  if (towers?.image.kind !== 'network') return stated;
  const preparation = { ...towers.image.preparation, ...preprocessing };
  const hash = await sha256Of([Buffer.from(`${version} ${JSON.stringify(preparation)}`)]);
  return {
    ...stated,
    version: hash.slice(0, version.length),
    towers: { ...towers, image: { ...towers.image, preparation } },
  };
}
