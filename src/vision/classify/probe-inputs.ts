import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';
import { INPUT_BYTES, INPUT_SIZE } from '../../domain/photo.ts';
import { readModelFile } from '../../platform/files/read-model-file.ts';

const HALF = INPUT_SIZE / 2;
const HALF_BYTES = HALF * HALF * 3;

/**
 * The model inputs of the bundled photos on which engines are compared and timed. They are stored at half the side
 * length, so each stored pixel becomes 2 × 2 pixels.
 */
export async function probeInputs(models: string): Promise<Uint8Array[]> {
  const halves = await promisify(brotliDecompress)(await readModelFile(models, 'photo/probe.br'));
  return Array.from({ length: halves.length / HALF_BYTES }, (_, i) =>
    doubled(halves.subarray(i * HALF_BYTES, (i + 1) * HALF_BYTES)),
  );
}

function doubled(half: Uint8Array): Uint8Array {
  const input = new Uint8Array(INPUT_BYTES);
  for (let y = 0; y < INPUT_SIZE; y++)
    for (let x = 0; x < INPUT_SIZE; x++) {
      const from = ((y >> 1) * HALF + (x >> 1)) * 3;
      input.set(half.subarray(from, from + 3), (y * INPUT_SIZE + x) * 3);
    }
  return input;
}
