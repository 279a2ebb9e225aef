import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import wabt from 'wabt';

/** Paths of the WebAssembly text files, without `.wat`; each module is written beside its source. */
export const KERNELS = ['src/vision/decode/enlarge', 'src/vision/decode/luma', 'src/search/similarity/dot'];

/**
 * Assembles and validates a module in WebAssembly text.
 * @throws Error with the line and the problem
 */
export async function assemble(name: string, text: string): Promise<Uint8Array> {
  const module = (await wabt()).parseWat(name, text, { simd: true });
  try {
    module.validate();
    return module.toBinary({}).buffer;
  } finally {
    module.destroy();
  }
}

if (process.argv[1] === import.meta.filename)
  for (const name of KERNELS) {
    const kernel = path.resolve(import.meta.dirname, '..', name);
    writeFileSync(`${kernel}.wasm`, await assemble(`${name}.wat`, readFileSync(`${kernel}.wat`, 'utf8')));
    process.stdout.write(`Wrote ${name}.wasm.\n`);
  }
