import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import wabt from 'wabt';

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

if (process.argv[1] === import.meta.filename) {
  const kernel = path.resolve(import.meta.dirname, '../src/likeness/dot');
  writeFileSync(`${kernel}.wasm`, await assemble('dot.wat', readFileSync(`${kernel}.wat`, 'utf8')));
  process.stdout.write('Wrote src/likeness/dot.wasm.\n');
}
