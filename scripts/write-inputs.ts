/**
 * node scripts/write-inputs.ts FOLDER COUNT > FILE
 *
 * Writes the concatenated model inputs of COUNT photos, spread over a folder: INPUT_SIZE × INPUT_SIZE × 3 bytes each.
 * Read by scripts/quantise-model.py.
 */
import { readdirSync, readFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { closeDecoders, decode } from '../src/vision/decode/decode.ts';

const [folder = '', count = '128'] = process.argv.slice(2);
const names = readdirSync(folder).sort();
const wanted = Math.min(Number(count), names.length);
for (let i = 0; i < wanted; i++) {
  const name = names[Math.floor((i * (names.length - 1)) / Math.max(1, wanted - 1))] ?? '';
  const decoded = await decode({ bytes: readFileSync(path.join(folder, name)), name, mtime: 0 });
  if (!('input' in decoded)) continue;
  for (let at = 0; at < decoded.input.length; ) at += writeSync(1, decoded.input, at);
}
await closeDecoders();
