import { readModelFile } from '../../platform/files/read-model-file.ts';
import { Tensor } from '../../platform/onnx/onnxruntime.ts';
import { openNetwork } from '../../platform/onnx/open-network.ts';
import { phraseTokens } from './phrase-tokens.ts';

const FOLDER = 'text-multilingual';

/** Computes the embedding of a text: PHRASE_SIZE numbers, not of unit length. */
export type TextNetwork = (text: string) => Promise<Float32Array>;

/**
 * Loads the text network.
 * @param models the models folder
 * @throws ModelFileError if a file is damaged or was changed; Error if one is missing
 */
export async function openTextNetwork(models: string): Promise<TextNetwork> {
  const tokens = phraseTokens((await readModelFile(models, `${FOLDER}/tokenizer.json`)).toString());
  const session = await openNetwork(models, `${FOLDER}/model.onnx`);
  return async (text) => {
    const ids = BigInt64Array.from(tokens(text), BigInt);
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
