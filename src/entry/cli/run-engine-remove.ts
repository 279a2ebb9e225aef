import { dataFolder } from '../../platform/files/data-folder.ts';
import { listInstalledPacks } from '../../platform/packs/installed-packs.ts';
import { ADDABLE_ENGINES, type AddableEngine } from './addable-engines.ts';
import { runModelsRemove } from './run-models-add.ts';

/** Removes the libraries of an engine. @throws BeachcombError `not-found` with a reason if it was not added */
export async function runEngineRemove(which: AddableEngine): Promise<void> {
  const { packs } = await listInstalledPacks(dataFolder());
  const found = packs.find(({ manifest }) => manifest.engine?.id === ADDABLE_ENGINES[which]);
  await runModelsRemove(found?.manifest.id ?? which);
}
