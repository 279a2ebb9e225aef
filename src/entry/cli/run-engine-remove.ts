import { dataFolder } from '../../platform/files/data-folder.ts';
import { listInstalledPacks } from '../../platform/packs/installed-packs.ts';
import { ADDABLE_ENGINES, type AddableEngine } from './addable-engines.ts';
import { CommandError } from './command-error.ts';
import { runModelsRemove } from './run-models-add.ts';
import { words } from './words.ts';

/** Removes the libraries of an engine. @throws CommandError `not-found` if it was not added */
export async function runEngineRemove(which: AddableEngine): Promise<void> {
  const { packs } = await listInstalledPacks(dataFolder());
  const found = packs.find(({ manifest }) => manifest.engine?.id === ADDABLE_ENGINES[which]);
  if (found === undefined)
    throw new CommandError('not-found', words('cli.engine.notAdded', { engine: which }));
  await runModelsRemove(found.manifest.id);
}
