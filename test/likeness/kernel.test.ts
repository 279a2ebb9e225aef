import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { assemble } from '../../scripts/build-kernel.ts';
import { ROOT } from '../support/paths.ts';

const read = (name: string): Buffer => readFileSync(path.join(ROOT, 'src/likeness', name));

it('the kernel that runs is the one that is written down', async () => {
  const assembled = await assemble('dot.wat', read('dot.wat').toString());
  expect(Buffer.from(assembled).equals(read('dot.wasm'))).toBe(true);
});

it('text that is no kernel is not assembled', async () => {
  await expect(assemble('bad.wat', '(module (func (result i32)))')).rejects.toThrow(/bad\.wat/);
});
