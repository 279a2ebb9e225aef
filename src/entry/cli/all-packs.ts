import { dataFolder } from '../../platform/files/data-folder.ts';
import { listInstalledPacks } from '../../platform/packs/installed-packs.ts';
import { listPacks, type PackList } from '../../platform/packs/list-packs.ts';
import { MODELS } from '../host/paths.ts';

/** The packs that ship with the program, then those that were added. @throws Error of the file system */
export async function allPacks(): Promise<PackList> {
  const [shipped, added] = await Promise.all([listPacks(MODELS), listInstalledPacks(dataFolder())]);
  return { packs: [...shipped.packs, ...added.packs], broken: [...shipped.broken, ...added.broken] };
}
