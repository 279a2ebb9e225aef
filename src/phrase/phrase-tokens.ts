import { Tokenizer } from '@huggingface/tokenizers';

/** What the sentence model was trained to read; what is longer is cut. */
const MOST_TOKENS = 128;

/**
 * The tokenizer of the sentence model: a text's token ids, from [CLS] to [SEP], at most MOST_TOKENS.
 * @param file the text of models/text/tokenizer.json
 */
export function phraseTokens(file: string): (text: string) => number[] {
  const tokenizer = new Tokenizer(JSON.parse(file) as object, {});
  return (text) => {
    const { ids } = tokenizer.encode(text);
    // The package does not cut; [SEP] ends a cut text, too.
    return ids.length > MOST_TOKENS ? [...ids.slice(0, MOST_TOKENS - 1), ...ids.slice(-1)] : ids;
  };
}
