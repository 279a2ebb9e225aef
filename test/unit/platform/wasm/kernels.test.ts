import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { assemble, KERNELS } from '../../../../scripts/build-kernels.ts';
import { ROOT } from '../../../support/paths.ts';

it.each(KERNELS)('%s: what runs is what is written down', async (name) => {
  const text = readFileSync(path.join(ROOT, `${name}.wat`), 'utf8');
  const assembled = Buffer.from(await assemble(name, text));
  expect(assembled.equals(readFileSync(path.join(ROOT, `${name}.wasm`)))).toBe(true);
});

it('text that is no kernel is not assembled', async () => {
  await expect(assemble('bad.wat', '(module (func (result i32)))')).rejects.toThrow(/bad\.wat/);
});
