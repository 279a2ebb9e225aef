import { readFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { BeachcombError } from '../../domain/error.ts';
import {
  type CataloguePack,
  isEngineOffer,
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

/**
 * An offered model or engine by its id. Of an engine the row for this system counts.
 * @throws BeachcombError with a reason: `not-found` if the catalogue has no such pack, `bad-request` if it is for others
 */
export function inCatalogue(
  { packs, engines }: PackCatalogue,
  id: string,
  here = `${process.platform}-${process.arch}`,
): CataloguePack {
  const found = [...packs, ...engines].filter((pack) => pack.id === id);
  const fitting = found.find((pack) => !isEngineOffer(pack) || pack.engine.system === here);
  if (fitting !== undefined) return fitting;
  const [other] = found;
  if (other !== undefined && isEngineOffer(other))
    throw new BeachcombError('bad-request', `${id} is not for ${here}.`, {
      reason: { code: 'engine-system', system: other.engine.system },
    });
  throw new BeachcombError('not-found', `${id} is not in the catalogue.`, {
    reason: { code: 'pack-not-in-catalogue', name: id.slice(0, 200) },
  });
}
