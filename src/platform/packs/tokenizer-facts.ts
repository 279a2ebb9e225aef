import * as z from 'zod';
import type { LayoutFiles } from './layout-files.ts';
import { unsupportedLayout } from './layout-files.ts';

const token = z.union([z.string(), z.object({ content: z.string() })]);
const configSchema = z.object({
  pad_token: token.nullish(),
  model_max_length: z.number().nullish(),
  tokenizer_class: z.string().nullish(),
});
const tokenizerSchema = z.object({
  added_tokens: z.array(z.object({ id: z.int(), content: z.string() })).nullish(),
  model: z.object({ vocab: z.unknown() }),
});

/** What the files of a tokenizer of Hugging Face state. */
interface TokenizerFacts {
  /** Id of the token behind a short text; null where none is named. */
  readonly padding: number | null;
  /** Most tokens; null where it has no limit. */
  readonly length: number | null;
  /** Name of its class in transformers; empty where none is stated. */
  readonly kind: string;
}

/** Above it, a limit means that there is none. */
const LONGEST = 1e6;

/**
 * Reads tokenizer.json and tokenizer_config.json.
 * @param folder of the two, with `/` at the end, or empty
 * @throws BeachcombError `bad-request` with a reason
 */
export async function tokenizerFacts(files: LayoutFiles, folder: string): Promise<TokenizerFacts> {
  const name = `${folder}tokenizer_config.json`;
  const config = (await files.has(name)) ? await files.json(name, configSchema) : {};
  const tokenizer = await files.json(`${folder}tokenizer.json`, tokenizerSchema);
  const most = config.model_max_length ?? LONGEST;
  const length = most < LONGEST ? Math.trunc(most) : null;
  const { pad_token: pad } = config;
  const kind = config.tokenizer_class ?? '';
  if (pad === undefined || pad === null) return { padding: null, length, kind };
  const content = typeof pad === 'string' ? pad : pad.content;
  const padding =
    tokenizer.added_tokens?.find((one) => one.content === content)?.id ??
    idIn(tokenizer.model.vocab, content);
  if (padding === null) throw unsupportedLayout(`${folder}tokenizer.json has no token ${content}`);
  return { padding, length, kind };
}

/** A vocabulary is an object from token to id, or a list of tokens with their scores. */
function idIn(vocabulary: unknown, content: string): number | null {
  if (Array.isArray(vocabulary)) {
    const at = vocabulary.findIndex((entry: unknown) => Array.isArray(entry) && entry[0] === content);
    return at < 0 ? null : at;
  }
  if (typeof vocabulary !== 'object' || vocabulary === null || !Object.hasOwn(vocabulary, content))
    return null;
  const id: unknown = Reflect.get(vocabulary, content);
  return typeof id === 'number' && Number.isSafeInteger(id) && id >= 0 ? id : null;
}
