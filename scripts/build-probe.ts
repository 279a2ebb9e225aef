import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { brotliCompressSync, constants } from 'node:zlib';
import { INPUT_SIZE } from '../src/domain/photo.ts';
import { closeDecoders, decode } from '../src/vision/decode/decode.ts';

/**
 * Writes models/photo/probe.br: the model inputs of eight sample photos at half the side length, on which engines are
 * compared and timed. Its SHA-256 belongs in models/photo/pack.json: `npm run build:packs`. The network classifies these photos with high
 * confidence, so the top class is stable.
 */
const NAMES = ['aeroplane', 'autumn', 'cactus', 'kayak', 'lighthouse', 'parrots', 'puppies', 'stonehenge'];
const HALF = INPUT_SIZE / 2;

/** Averages each 2 × 2 pixels. */
function halve(view: Uint8Array): Uint8Array {
  const half = new Uint8Array(HALF * HALF * 3);
  const at = (x: number, y: number, channel: number): number => view[(y * INPUT_SIZE + x) * 3 + channel] ?? 0;
  for (let y = 0; y < HALF; y++)
    for (let x = 0; x < HALF; x++)
      for (let c = 0; c < 3; c++)
        half[(y * HALF + x) * 3 + c] =
          (at(2 * x, 2 * y, c) +
            at(2 * x + 1, 2 * y, c) +
            at(2 * x, 2 * y + 1, c) +
            at(2 * x + 1, 2 * y + 1, c)) /
          4;
  return half;
}

const models = path.resolve(import.meta.dirname, '../models');
const halves: Uint8Array[] = [];
for (const name of NAMES) {
  const bytes = readFileSync(path.join(models, 'samples', `${name}.jpg`));
  const photo = await decode({ bytes, name: `${name}.jpg`, mtime: 0 });
  if (!('input' in photo)) throw new Error(`${name}.jpg cannot be read.`);
  halves.push(halve(photo.input));
}
await closeDecoders();
const packed = brotliCompressSync(Buffer.concat(halves), { params: { [constants.BROTLI_PARAM_LGWIN]: 24 } });
writeFileSync(path.join(models, 'photo', 'probe.br'), packed);
process.stdout.write(`Wrote models/photo/probe.br: ${packed.length} bytes.\n`);
