import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { BeachcombError } from '../../domain/error.ts';
import {
  type CataloguePack,
  PACK_CATALOGUE,
  type PackCatalogue,
  packCatalogueSchema,
} from '../../domain/pack-catalogue.ts';

/**
 * The catalogue that ships with the program.
 * @param models path of the models folder
 * @throws Error of the file system, or if it is damaged
 */
export const readCatalogue = async (models: string): Promise<PackCatalogue> =>
  packCatalogueSchema.parse(JSON.parse(await readFile(path.join(models, PACK_CATALOGUE), 'utf8')));

/** @throws BeachcombError `not-found` with a reason if the catalogue has no such pack */
export function inCatalogue({ packs }: PackCatalogue, id: string): CataloguePack {
  const found = packs.find((pack) => pack.id === id);
  if (found !== undefined) return found;
  throw new BeachcombError('not-found', `${id} is not in the catalogue.`, {
    reason: { code: 'pack-not-in-catalogue', name: id.slice(0, 200) },
  });
}
