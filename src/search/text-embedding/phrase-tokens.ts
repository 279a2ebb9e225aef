import { Tokenizer } from '@huggingface/tokenizers';

/** What the text network was trained to read; what is longer is cut. */
const MOST_TOKENS = 128;
/** UTF-16 units: more than MOST_TOKENS of the longest pieces. The tokenizer fails on texts of 500,000. */
const MOST_UNITS = 4096;

/**
 * The tokenizer of the text network: a text's token ids, from <s> to </s>, at most MOST_TOKENS. It lowers the text
 * and puts the network's own "query: " before it.
 * @param file the text of models/text-multilingual/tokenizer.json
 */
export function phraseTokens(file: string): (text: string) => number[] {
  const tokenizer = new Tokenizer(JSON.parse(file) as object, {});
  return (text) => {
    const { ids } = tokenizer.encode(text.slice(0, MOST_UNITS));
    // The package does not cut; </s> ends a cut text, too.
    return ids.length > MOST_TOKENS ? [...ids.slice(0, MOST_TOKENS - 1), ...ids.slice(-1)] : ids;
  };
}
