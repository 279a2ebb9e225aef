import path from 'node:path';
import { BeachcombError } from '../../domain/error.ts';
import type { InferenceSession } from '../onnx/onnxruntime.ts';
import { openCheckedNetwork } from '../onnx/open-network.ts';
import { checkPackFile } from './check-pack-file.ts';
import type { Pack } from './read-pack.ts';

/** A network of a pack does not load, or is not of the kind that its purpose needs. @param detail in English */
export const unusableNetwork = (file: string, detail: string, cause?: unknown): BeachcombError =>
  new BeachcombError('bad-request', `${file}: ${detail}`, {
    cause,
    reason: { code: 'pack-network', file, detail: detail.slice(0, 300) },
  });

/**
 * Path of a file of a pack whose content was compared with the manifest.
 * @throws BeachcombError `bad-request` with a reason if it differs
 */
export async function checkedPackPath({ folder, manifest }: Pack, name: string): Promise<string> {
  const file = manifest.files.find((one) => one.path === name);
  const reason =
    file === undefined
      ? ({ code: 'pack-file-missing', file: name } as const)
      : await checkPackFile(folder, file);
  if (reason !== null) throw new BeachcombError('bad-request', `${name}: ${reason.code}`, { reason });
  return path.join(folder, ...name.split('/'));
}

/**
 * Loads a network of a pack for the processor.
 * @throws BeachcombError `bad-request` with a reason if the file differs from the manifest or does not load
 */
export async function openPackNetwork(pack: Pack, name: string, threads: number): Promise<InferenceSession> {
  const file = await checkedPackPath(pack, name);
  return openCheckedNetwork(file, threads).catch((error: unknown) => {
    throw unusableNetwork(name, error instanceof Error ? error.message : String(error), error);
  });
}

/** Outputs that hold the embedding, where a network has several. */
const OUTPUTS = ['image_embeds', 'text_embeds', 'pooler_output'];

/**
 * Name of the output with one embedding for each of a batch: [N, size].
 * @throws BeachcombError `bad-request` with a reason if there is none
 */
export function embeddingOutput({ outputMetadata }: InferenceSession, file: string): string {
  const flat = outputMetadata.filter(
    (output) => output.isTensor && output.type === 'float32' && output.shape.length === 2,
  );
  const named = OUTPUTS.map((name) => flat.find((output) => output.name === name)).find(Boolean);
  const name = named?.name ?? flat[0]?.name;
  if (name === undefined) throw unusableNetwork(file, 'it has no output of embeddings.');
  return name;
}

/** A copy of an embedding. @throws BeachcombError for numbers that are not finite */
export function finite(vector: Float32Array, file: string): Float32Array {
  if (!vector.every(Number.isFinite))
    throw unusableNetwork(file, 'an embedding has numbers that are not finite.');
  return vector.slice();
}

/** The same direction at unit length; a vector of zeros stays. @throws BeachcombError for numbers that are not finite */
export function unitLength(vector: Float32Array, file: string): Float32Array {
  const copy = finite(vector, file);
  const length = Math.hypot(...copy);
  return length === 0 ? copy : copy.map((value) => value / length);
}
