import path from 'node:path';
import { readModelFile } from '../../platform/files/read-model-file.ts';
import { Tensor } from '../../platform/onnx/onnxruntime.ts';
import { openNetwork } from '../../platform/onnx/open-network.ts';
import { readPack } from '../../platform/packs/read-pack.ts';
import { openTextTokens } from './open-text-tokens.ts';

/** Folder of the image-text pack that ships. */
const FOLDER = 'text-multilingual';

/** Computes the embedding of a text, not of unit length: by the network that ships PHRASE_SIZE numbers. */
export type TextNetwork = (text: string) => Promise<Float32Array>;

/**
 * Loads the text network that ships. It keeps the lengths of its embeddings: a text that no photo shows is short.
 * @param models the models folder
 * @throws ModelFileError if a file is damaged or was changed; BeachcombError or Error if one is missing
 */
export async function openTextNetwork(models: string): Promise<TextNetwork> {
  const { manifest } = await readPack(path.join(models, FOLDER));
  if (manifest.towers === undefined) throw new Error(`${manifest.id} has no text network.`);
  const { file, tokenizer, tokens: form } = manifest.towers.text;
  const tokens = openTextTokens((await readModelFile(models, `${FOLDER}/${tokenizer}`)).toString(), form);
  const session = await openNetwork(models, `${FOLDER}/${file}`);
  return async (text) => {
    const ids = BigInt64Array.from(tokens(text).ids, BigInt);
    const tensor = (data: BigInt64Array): Tensor => new Tensor('int64', data, [1, ids.length]);
    const { phrase } = await session.run({
      input_ids: tensor(ids),
      attention_mask: tensor(new BigInt64Array(ids.length).fill(1n)),
      token_type_ids: tensor(new BigInt64Array(ids.length)),
    });
    if (!(phrase?.data instanceof Float32Array)) throw new Error('The text network returned no embedding.');
    return phrase.data;
  };
}
