import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { vocabulary } from '../src/knowledge/labels/vocabulary.ts';
import { type LabelPhrasesHead, labelPhrasesFile } from '../src/search/text-embedding/label-phrases.ts';
import { captionOf, meanEmbedding } from '../src/search/text-embedding/prompt-ensemble.ts';
import { openTextNetwork } from '../src/search/text-embedding/text-network.ts';

/**
 * Writes src/search/text-embedding/data/label-phrases.bin: for the English name of every label the mean text embedding of
 * the name and a caption of it. To be run after a change of the vocabulary, the network or the prompts.
 */
const models = path.resolve(import.meta.dirname, '..', 'models');
const embed = await openTextNetwork(models);
const texts = [...new Set(vocabulary.labels.map(({ words }) => words.en[0] ?? ''))].sort();
const rows: Uint8Array[] = [];
for (const text of texts)
  rows.push(new Uint8Array(new Float16Array(await meanEmbedding(embed, [text, captionOf(text)])).buffer));
const network = createHash('sha256')
  .update(readFileSync(path.join(models, 'text-multilingual', 'model.onnx')))
  .digest('hex');
const head: LabelPhrasesHead = { network, texts };
writeFileSync(labelPhrasesFile, Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), ...rows]));
process.stdout.write(`Wrote the embeddings of ${texts.length} texts.\n`);
