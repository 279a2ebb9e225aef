import path from 'node:path';
import { BeachcombError } from '../../domain/error.ts';
import { PACK_MANIFEST, packManifestSchema } from '../../domain/pack.ts';
import { immichManifest, isImmichLayout } from './immich-layout.ts';
import { LayoutFiles, unsupportedLayout } from './layout-files.ts';
import { type Pack, readPack } from './read-pack.ts';
import { isTransformersLayout, transformersManifest } from './transformers-layout.ts';

/**
 * A pack in a folder: by its manifest, or by one that is made of a layout of Immich or of transformers.js. Of these the
 * hashes are those of the files as they are.
 * @param name what the id is made of where there is no manifest
 * @throws BeachcombError `not-found` if it is neither, `bad-request` if it is not valid, both with a reason
 */
export async function readPackOrLayout(folder: string, name = path.basename(folder)): Promise<Pack> {
  const files = new LayoutFiles(folder, name);
  if (await files.has(PACK_MANIFEST)) return readPack(folder);
  const isImmich = await isImmichLayout(files);
  if (!isImmich && !(await isTransformersLayout(files)))
    throw new BeachcombError('not-found', 'There is no pack in this folder.', {
      reason: { code: 'pack-not-found' },
    });
  const parsed = packManifestSchema.safeParse(
    await (isImmich ? immichManifest(files) : transformersManifest(files)),
  );
  if (parsed.success) return { folder, manifest: parsed.data };
  const [issue] = parsed.error.issues;
  throw unsupportedLayout(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`.slice(0, 300));
}
