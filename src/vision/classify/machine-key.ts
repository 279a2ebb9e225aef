import { readFile } from 'node:fs/promises';
import { availableParallelism, cpus, release } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { env } from '../../platform/onnx/onnxruntime.ts';
import { readGraphicsCards } from './read-graphics-cards.ts';
import { tensorflowState } from './tensorflow/tensorflow-state.ts';

/**
 * A key of everything on which the speed and the correctness of an engine depend: processor, graphics card, drivers,
 * system, libraries and network. Measurements with another key are invalid.
 */
export async function machineKey(models: string): Promise<string> {
  const [{ versions }, sums] = await Promise.all([
    readGraphicsCards(),
    readFile(path.join(models, 'SHA256SUMS'), 'utf8'),
  ]);
  return [
    `${cpus()[0]?.model ?? ''} × ${availableParallelism()}`,
    `${process.platform}-${process.arch} ${release()}`,
    `node ${process.version}, onnxruntime ${env.versions.node ?? env.versions.common}`,
    tensorflowState().detail,
    ...versions,
    ...sums.split('\n').filter((line) => / {2}photo\/(model\S*\.onnx|tfjs\/)/.test(line)),
  ].join('\n');
}
