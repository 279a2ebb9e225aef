import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { vocabulary } from '../src/knowledge/labels/vocabulary.ts';
import { labelPhrasesFile } from '../src/search/text-embedding/label-phrases.ts';
import { namedEmbeddingsToBytes } from '../src/search/text-embedding/named-embeddings.ts';
import { captionOf, meanEmbedding } from '../src/search/text-embedding/prompt-ensemble.ts';
import { openTextNetwork } from '../src/search/text-embedding/text-network.ts';

/**
 * Writes src/search/text-embedding/data/label-phrases.bin: for the English name of every label the mean text embedding of
 * the name and a caption of it. To be run after a change of the vocabulary, the network or the prompts.
 */
const models = path.resolve(import.meta.dirname, '..', 'models');
const embed = await openTextNetwork(models);
const texts = [...new Set(vocabulary.labels.map(({ words }) => words.en[0] ?? ''))].sort();
const rows = new Map<string, Float32Array>();
for (const text of texts) rows.set(text, await meanEmbedding(embed, [text, captionOf(text)]));
const network = createHash('sha256')
  .update(readFileSync(path.join(models, 'text-multilingual', 'model.onnx')))
  .digest('hex');
writeFileSync(labelPhrasesFile, namedEmbeddingsToBytes({ network, rows }));
process.stdout.write(`Wrote the embeddings of ${texts.length} texts.\n`);
