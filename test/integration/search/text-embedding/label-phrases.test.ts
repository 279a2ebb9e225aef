import path from 'node:path';
import { expect, it } from 'vitest';
import { vocabulary } from '../../../../src/knowledge/labels/vocabulary.ts';
import { readPack } from '../../../../src/platform/packs/read-pack.ts';
import { labelPhrases } from '../../../../src/search/text-embedding/label-phrases.ts';
import { captionOf, meanEmbedding } from '../../../../src/search/text-embedding/prompt-ensemble.ts';
import { openTextNetwork } from '../../../../src/search/text-embedding/text-network.ts';
import { MODELS } from '../../../support/paths.ts';

/** Every so many texts are compared with the network. */
const EVERY = 40;

it('label-phrases.bin has every English name of a label, made by the text network that ships', async () => {
  const { network, rows } = labelPhrases();
  const { manifest } = await readPack(path.join(MODELS, 'text-multilingual'));
  expect(manifest.files.find((file) => file.path === 'model.onnx')?.sha256).toBe(network);
  const missing = vocabulary.labels.filter(({ words }) => !rows.has(words.en[0] ?? ''));
  expect(
    missing.map(({ id }) => id),
    'run npm run build:label-phrases',
  ).toEqual([]);
  const embed = await openTextNetwork(MODELS);
  for (const text of [...rows.keys()].filter((_, at) => at % EVERY === 0)) {
    const expected = await meanEmbedding(embed, [text, captionOf(text)]);
    for (const [at, value] of rows.get(text)?.entries() ?? [])
      expect(value).toBeCloseTo(expected[at] ?? 0, 3);
  }
});
