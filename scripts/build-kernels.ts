import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import wabt from 'wabt';

/** What is written in WebAssembly text, without its `.wat`; the module lies beside it. */
export const KERNELS = ['src/vision/decode/enlarge', 'src/search/similarity/dot'];

/**
 * Assembles a module of WebAssembly text, and checks that it is valid.
 * @throws Error with the line and what is wrong with it
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
