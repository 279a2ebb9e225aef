import { Tokenizer } from '@huggingface/tokenizers';

/** Maximum length in the training of the text network; longer texts are truncated. */
const MOST_TOKENS = 128;
/** In UTF-16 units: more than MOST_TOKENS of the longest tokens. The tokenizer fails on texts of 500,000. */
const MOST_UNITS = 4096;

/**
 * Tokenizer of the text network: token ids of a text, from <s> to </s>, at most MOST_TOKENS. Converts the text to lower
 * case and prepends the prefix of the network, "query: ".
 * @param file the text of models/text-multilingual/tokenizer.json
 */
export function phraseTokens(file: string): (text: string) => number[] {
  const tokenizer = new Tokenizer(JSON.parse(file) as object, {});
  return (text) => {
    const { ids } = tokenizer.encode(text.slice(0, MOST_UNITS));
    // The package does not truncate; a truncated text also ends with </s>.
    return ids.length > MOST_TOKENS ? [...ids.slice(0, MOST_TOKENS - 1), ...ids.slice(-1)] : ids;
  };
}
