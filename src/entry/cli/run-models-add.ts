import { existsSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { type AddPackOptions, addPack } from '../../app/packs/add-pack.ts';
import type { AddingProgress, PackSource } from '../../app/packs/pack-protocol.ts';
import { toBeachcombError } from '../../domain/error.ts';
import type { PackManifest } from '../../domain/pack.ts';
import { type CatalogueEngine, hostsOf, isEngineOffer } from '../../domain/pack-catalogue.ts';
import { jsonLine, shownText } from '../../domain/terminal-text.ts';
import { dataFolder } from '../../platform/files/data-folder.ts';
import { engineMisfit } from '../../platform/packs/engine-misfit.ts';
import { discardFetched, fetchedBytes } from '../../platform/packs/fetched-files.ts';
import { packName, removePack } from '../../platform/packs/installed-packs.ts';
import { inCatalogue, readCatalogue } from '../../platform/packs/read-catalogue.ts';
import { MODELS } from '../host/paths.ts';
import type { AddModelOptions, ModelsOptions } from './command-options.ts';
import { EXIT } from './exit-code.ts';
import { words } from './words.ts';

const print = (line: string): boolean => process.stdout.write(`${line}\n`);
const note = (line: string): boolean => process.stderr.write(`${line}\n`);
const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1);

/** Prints what can be fetched: id, name, size, licence, languages or needs; with `--json`, all that is known. */
export async function runModelsAvailable({ json }: ModelsOptions): Promise<void> {
  const { packs, engines } = await readCatalogue(MODELS);
  const here = engines.filter(({ engine }) => engineMisfit(engine) === null);
  for (const pack of [...packs, ...here])
    if (json) print(jsonLine(pack));
    else {
      const { id, name, licence, unverified } = pack;
      const lines = [
        id,
        `  ${name}`,
        `  ${words('cli.models.about', { megabytes: pack.megabytes })}, ${licence}`,
        isEngineOffer(pack) ? `  ${engineNeedsText(pack)}` : `  ${pack.languages.join(' ')}`,
        ...pack.sources.map((source) => `  ${source}`),
        ...unverified.map((line) => `  ${words('cli.models.unverified', { detail: line })}`),
        `  ${words('packNotMeasured')}`,
      ];
      print(lines.map(shownText).join('\n'));
    }
}

/** What an engine needs, in a sentence. */
export const engineNeedsText = ({ name, engine: { needs } }: CatalogueEngine): string =>
  words('cli.engine.needs', { name, driver: needs.driver, software: needs.software.join(', ') });

/**
 * Adds a model: a folder or a zip archive on this computer, or one of the catalogue by its name, which is fetched from
 * the internet.
 * @throws BeachcombError with a reason
 */
export async function runModelsAdd(model: string, options: AddModelOptions): Promise<void> {
  const manifest = await addStoppably(await sourceOf(model, options));
  if (manifest === null) return;
  if (options.json) print(jsonLine(manifest));
  else print(shownText(words('cli.models.added', { name: packName(manifest) })));
}

/**
 * Adds a pack, with progress on stderr, until a signal stops it.
 * @returns its manifest; null if it was stopped
 * @throws BeachcombError with a reason
 */
export async function addStoppably(source: PackSource): Promise<PackManifest | null> {
  const stop = new AbortController();
  const onSignal = (): void => stop.abort();
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
  try {
    return await addPack(source, {
      models: MODELS,
      dataFolder: dataFolder(),
      signal: stop.signal,
      onProgress: progressLines(),
    });
  } catch (error) {
    if (!stop.signal.aborted) throw error;
    note(words('cli.models.stopped'));
    process.exitCode = EXIT.stopped;
    return null;
  } finally {
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
  }
}

/** What is on this computer comes first; what looks like a path is never looked for on the internet. */
async function sourceOf(model: string, { mirror, proxy }: AddModelOptions): Promise<PackSource> {
  const isPath = existsSync(model) || /[/\\]|\.zip$/i.test(model);
  if (isPath) return { kind: 'place', path: path.resolve(model) };
  const catalogue = await readCatalogue(MODELS);
  const wanted = inCatalogue(catalogue, model);
  const isEngine = isEngineOffer(wanted);
  const from = mirror ?? (isEngine ? null : (process.env['HF_ENDPOINT'] ?? null));
  const hosts = isEngine ? hostsOf(wanted) : [new URL(catalogue.host).host];
  note(
    words('cli.models.fetching', {
      name: wanted.name,
      megabytes: wanted.megabytes,
      licence: wanted.licence,
      host: from === null ? hosts.join(', ') : (URL.parse(from)?.host ?? hosts.join(', ')),
    }),
  );
  const before = await fetchedBytes(dataFolder(), wanted);
  if (before !== null && before > 0) note(words('cli.models.resuming', { megabytes: megabytes(before) }));
  return { kind: 'catalogue', id: model, host: from, proxy: proxy ?? null };
}

/** In ms. */
const LINE_EVERY_MS = 5000;

/** A line for each phase, and every few seconds. */
function progressLines(): AddPackOptions['onProgress'] {
  let phase: AddingProgress['phase'] | null = null;
  let at = 0;
  return (progress) => {
    const now = performance.now();
    if (progress.phase === phase && now - at < LINE_EVERY_MS) return;
    [phase, at] = [progress.phase, now];
    const values = { done: megabytes(progress.done), of: megabytes(progress.of) };
    note(
      progress.phase === 'trying'
        ? words('cli.models.phase.trying')
        : words(`cli.models.phase.${progress.phase}`, values),
    );
  };
}

/**
 * Removes an added model, or what was fetched of one that is not whole.
 * @throws BeachcombError with a reason if there is neither
 */
export async function runModelsRemove(name: string): Promise<void> {
  const { packs, engines } = await readCatalogue(MODELS);
  const here = engines.filter(({ engine }) => engineMisfit(engine) === null);
  const offered = [...packs, ...here].find((pack) => pack.id === name);
  const wasFetched = offered !== undefined && (await discardFetched(dataFolder(), offered));
  try {
    await removePack(dataFolder(), name);
  } catch (error) {
    if (!wasFetched || toBeachcombError(error).kind !== 'not-found') throw error;
  }
  print(shownText(words('cli.models.removed', { name })));
}
