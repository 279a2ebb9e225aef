import { readFile } from 'node:fs/promises';
import { BeachcombError } from '../../domain/error.ts';
import { type InferenceSession, Tensor } from '../../platform/onnx/onnxruntime.ts';
import {
  checkedPackPath,
  embeddingOutput,
  finite,
  openPackNetwork,
  unusableNetwork,
} from '../../platform/packs/open-pack-network.ts';
import type { Pack } from '../../platform/packs/read-pack.ts';
import { openTextTokens, type TextTokens } from './open-text-tokens.ts';

/** The text network of an image-text pack. */
export interface TextTower {
  /** Embedding of a text, with the length that the network gives it. */
  embed(text: string): Promise<Float32Array>;
  close(): Promise<void>;
}

/**
 * Loads the text network of a pack.
 * @throws BeachcombError `bad-request` with a reason if it is not usable
 */
export async function openTextTower(pack: Pack, threads = 1): Promise<TextTower> {
  const text = pack.manifest.towers?.text;
  if (text === undefined)
    throw new BeachcombError('bad-request', `${pack.manifest.id} has no text network.`, {
      reason: { code: 'pack-layout', detail: 'The pack has no text network.' },
    });
  const { file, tokenizer, tokens: form } = text;
  const tokenizerText = await readFile(await checkedPackPath(pack, tokenizer), 'utf8');
  const tokens = openTokens(tokenizer, () => openTextTokens(tokenizerText, form));
  const session = await openPackNetwork(pack, file, threads);
  const inputs = textInputs(session, file);
  const output = embeddingOutput(session, file);
  return {
    async embed(phrase) {
      const { data } = (await session.run(inputs(tokens(phrase)), [output]))[output] ?? {};
      if (!(data instanceof Float32Array)) throw unusableNetwork(file, 'it returned no embedding.');
      return finite(data, file);
    },
    close: () => session.release(),
  };
}

function openTokens(file: string, open: () => (text: string) => TextTokens): (text: string) => TextTokens {
  try {
    return open();
  } catch (error) {
    throw unusableNetwork(file, error instanceof Error ? error.message : String(error), error);
  }
}

/** What each input takes, by its name. */
const INPUTS: Readonly<Record<string, (tokens: TextTokens) => readonly number[]>> = {
  input_ids: ({ ids }) => ids,
  text: ({ ids }) => ids,
  attention_mask: ({ ids, count }) => ids.map((_, at) => (at < count ? 1 : 0)),
  token_type_ids: ({ ids }) => ids.map(() => 0),
};

/** @throws BeachcombError `bad-request` with a reason for an input that is not known */
function textInputs(
  { inputMetadata }: InferenceSession,
  file: string,
): (tokens: TextTokens) => Record<string, Tensor> {
  const inputs = inputMetadata.map((input) => {
    const values = Object.hasOwn(INPUTS, input.name) ? INPUTS[input.name] : undefined;
    const type = input.isTensor ? input.type : null;
    if (values === undefined || (type !== 'int32' && type !== 'int64'))
      throw unusableNetwork(file, `the input ${input.name} is not supported.`);
    return { name: input.name, type, values };
  });
  return (tokens) =>
    Object.fromEntries(
      inputs.map(({ name, type, values }) => {
        const numbers = values(tokens);
        const data = type === 'int64' ? BigInt64Array.from(numbers, BigInt) : Int32Array.from(numbers);
        return [name, new Tensor(type, data, [1, numbers.length])];
      }),
    );
}
