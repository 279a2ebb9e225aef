import process from 'node:process';
import type { EngineReason } from '../../domain/engine-reason.ts';
import type { EngineFacts, PackEngine } from '../../domain/pack.ts';
import { log } from '../../platform/log/log.ts';
import { engineMisfit } from '../../platform/packs/engine-misfit.ts';
import { listInstalledPacks, packName } from '../../platform/packs/installed-packs.ts';

/** The libraries of an engine on this computer. */
export interface EnginePack {
  readonly folder: string;
  /** `ID@VERSION` and its hashes: what measurements depend on. */
  readonly key: string;
  /** Oldest driver of NVIDIA that they work with; null where it is not known. */
  readonly driver: string | null;
  /** Why they cannot be used; null if nothing is known that keeps them from it. */
  readonly trouble: EngineReason | null;
}
export type EnginePacks = Readonly<Partial<Record<PackEngine, EnginePack>>>;

/**
 * The engine packs that were added. Of several versions the one that fits this program counts.
 * @param dataFolder the data folder of Beachcomb
 * @param env BEACHCOMB_TENSORFLOW is a folder with the libraries of TensorFlow where no pack is wanted
 */
export async function enginePacks(
  dataFolder: string,
  env: NodeJS.ProcessEnv = process.env,
): Promise<EnginePacks> {
  const found: Partial<Record<PackEngine, EnginePack>> = {};
  const { packs } = await listInstalledPacks(dataFolder).catch((error: unknown) => {
    log.warn('the added engines cannot be read', { error });
    return { packs: [] };
  });
  for (const { folder, manifest } of packs) {
    const { engine, files } = manifest;
    if (engine === undefined) continue;
    const trouble = troubleOf(engine);
    if (trouble !== null && found[engine.id] !== undefined) continue;
    const key = [packName(manifest), ...files.map(({ sha256 }) => sha256)].join(' ');
    found[engine.id] = { folder, key, driver: engine.needs.driver, trouble };
  }
  const named = env['BEACHCOMB_TENSORFLOW'];
  if (named !== undefined) found.tensorflow = { folder: named, key: named, driver: null, trouble: null };
  return found;
}

function troubleOf(engine: EngineFacts): EngineReason | null {
  const misfit = engineMisfit(engine);
  if (misfit === null) return null;
  return { code: misfit.code === 'engine-version' ? 'pack-outdated' : 'wrong-system' };
}
