import { packContent } from '../../domain/pack.ts';
import { log } from '../../platform/log/log.ts';
import { listInstalledPacks, packName } from '../../platform/packs/installed-packs.ts';
import type { PackList } from '../../platform/packs/list-packs.ts';
import { type AnalysisTools, analysePhotos } from './analyse-photos.ts';

/** Where added packs lie, and which one is chosen. */
export interface ChosenPack {
  /** Data folder of Beachcomb; null: no pack was ever added. */
  readonly dataFolder: string | null;
  /** ID@VERSION; null: that of the program alone. */
  readonly name: string | null;
}

/**
 * Embeds the photos that the chosen added pack has not seen, newest first, and deletes the embeddings of packs that were
 * removed. What was computed by the others that are there stays: the choice may go back to them.
 * @returns number of photos, or null where no added pack is chosen
 */
export async function embedPhotos(
  tools: Omit<AnalysisTools, 'pack'>,
  { dataFolder, name }: ChosenPack,
): Promise<number | null> {
  const { writer, signal } = tools;
  const list = dataFolder === null ? null : await installedIn(dataFolder);
  if (list !== null) {
    const there = [
      ...list.packs.map(({ manifest }) => packName(manifest)),
      ...list.broken.map((one) => one.name),
    ];
    // One that is chosen and missing may be back tomorrow.
    writer.embeddingPacks.keepOnly(name === null ? there : [...there, name], signal);
  }
  if (name === null) return null;
  const pack = list?.packs.find(({ manifest }) => packName(manifest) === name);
  if (pack === undefined) {
    log.warn('the chosen image-text pack is not there', { detail: name });
    return 0;
  }
  const number = writer.embeddingPacks.choose(name, packContent(pack.manifest));
  const analysed = await analysePhotos(
    { ...tools, pack: { pack, number } },
    { id: 'embedding', version: number },
  );
  const { suspects, others } = writer.analyses.waiting('embedding', number, () => false);
  const isDone = suspects.length + others.length === 0;
  if (isDone) writer.embeddingPacks.markWhole(number);
  // Neither stopped nor done: its network could not be opened.
  const isFailed = analysed === 0 && !isDone && !signal.aborted && !tools.shouldYield();
  writer.embeddingPacks.setFailed(number, isFailed);
  return analysed;
}

/** Null if the folder cannot be read: then nothing is known of what was removed. */
async function installedIn(dataFolder: string): Promise<PackList | null> {
  try {
    return await listInstalledPacks(dataFolder);
  } catch (error) {
    log.error('the added packs cannot be listed', { error });
    return null;
  }
}
