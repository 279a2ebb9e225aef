import os from 'node:os';
import process from 'node:process';
import { createInterface } from 'node:readline/promises';
import { BeachcombError } from '../../domain/error.ts';
import { type CatalogueEngine, hostsOf, isEngineOffer } from '../../domain/pack-catalogue.ts';
import { shownText } from '../../domain/terminal-text.ts';
import { dataFolder } from '../../platform/files/data-folder.ts';
import { packName } from '../../platform/packs/installed-packs.ts';
import { inCatalogue, readCatalogue } from '../../platform/packs/read-catalogue.ts';
import { compareEngines } from '../../vision/classify/compare-engines.ts';
import { enginePacks } from '../../vision/classify/engine-packs.ts';
import { MODELS } from '../host/paths.ts';
import { ADDABLE_ENGINES, type AddableEngine } from './addable-engines.ts';
import { CommandError } from './command-error.ts';
import type { EngineOptions } from './command-options.ts';
import { describeChoice } from './describe-choice.ts';
import { engineTable } from './engine-table.ts';
import { EXIT } from './exit-code.ts';
import { existingLibrary } from './open-quietly.ts';
import { addStoppably, engineNeedsText } from './run-models-add.ts';
import { words } from './words.ts';

const print = (line: string): boolean => process.stdout.write(`${line}\n`);

/**
 * Adds the libraries of an engine, and reports whether it works here.
 * @throws BeachcombError with a reason
 */
export async function runEngineAdd(which: AddableEngine, options: EngineOptions): Promise<void> {
  const library = existingLibrary(options.library);
  const id = ADDABLE_ENGINES[which];
  const offer = await offerOf(id);
  const there = (await enginePacks(dataFolder()))[id];
  if (there !== undefined && there.trouble === null) print(words('cli.engine.present', { name: offer.name }));
  else {
    print(engineNeedsText(offer));
    if (id === 'tensorflow') print(words('cli.engine.slower'));
    const { megabytes, licence } = offer;
    print(words('cli.engine.download', { megabytes, licence, hosts: hostsOf(offer).join(', ') }));
    if (!(options.yes ?? (await isWanted()))) return;
    const { mirror = null, proxy = null } = options;
    const added = await addStoppably({ kind: 'catalogue', id: offer.id, host: mirror, proxy });
    if (added === null) return;
    print(shownText(words('cli.models.added', { name: packName(added) })));
  }
  print(words('cli.engine.comparing'));
  const { reports, possible, used, device } = await compareEngines(
    MODELS,
    library,
    os.availableParallelism(),
    dataFolder(),
  );
  print(`${engineTable(reports, used)}\n${describeChoice(words, possible, used, device)}`);
  if (reports.find((report) => report.id === id)?.trouble !== null) process.exitCode = EXIT.negative;
}

/** @throws BeachcombError with a reason if it is for other systems */
async function offerOf(engine: CatalogueEngine['engine']['id']): Promise<CatalogueEngine> {
  const catalogue = await readCatalogue(MODELS);
  const named = catalogue.engines.find((one) => one.engine.id === engine);
  const wanted = inCatalogue(catalogue, named?.id ?? engine);
  if (isEngineOffer(wanted)) return wanted;
  throw new BeachcombError('internal', `${wanted.id} is no engine.`);
}

async function isWanted(): Promise<boolean> {
  if (!process.stdin.isTTY) throw new CommandError('bad-request', words('cli.engine.noPrompt'));
  const asking = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return /^y(es)?$/i.test((await asking.question(words('cli.engine.continue'))).trim());
  } finally {
    asking.close();
  }
}
