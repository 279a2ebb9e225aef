import { availableParallelism, cpus, release } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { env } from '../../platform/onnx/onnxruntime.ts';
import { readPack } from '../../platform/packs/read-pack.ts';
import type { EnginePacks } from './engine-packs.ts';
import { readGraphicsCards } from './read-graphics-cards.ts';
import { whyNoGraphicsCard } from './why-no-graphics-card.ts';

/**
 * A key of everything on which the speed and the correctness of an engine depend: processor, graphics card, drivers,
 * system, libraries, those that were added, and network. Measurements with another key are invalid.
 */
export async function machineKey(models: string, packs: EnginePacks): Promise<string> {
  const [{ versions }, obstacle, { manifest }] = await Promise.all([
    readGraphicsCards(),
    whyNoGraphicsCard(),
    readPack(path.join(models, 'photo')),
  ]);
  return [
    `${cpus()[0]?.model ?? ''} × ${availableParallelism()}`,
    `${process.platform}-${process.arch} ${release()}`,
    `node ${process.version}, onnxruntime ${env.versions.node ?? env.versions.common}`,
    ...Object.values(packs).map(({ key }) => key),
    ...versions,
    // What keeps a card from being used changes when a person mends it.
    `graphics: ${obstacle.code}`,
    ...manifest.files
      .filter((file) => /^(?:model.*\.onnx$|tfjs\/)/.test(file.path))
      .map((file) => `${file.sha256}  photo/${file.path}`),
  ].join('\n');
}
