import { Tokenizer } from '@huggingface/tokenizers';
import type { TokenForm } from '../../domain/pack.ts';

/** In UTF-16 units: more than the tokens of any network. The tokenizer fails on texts of 500,000. */
const MOST_UNITS = 4096;
const PUNCTUATION = /[!-/:-@[-`{-~]/g;

/** Token ids of a text; `count` of them are not padding. */
export interface TextTokens {
  readonly ids: readonly number[];
  readonly count: number;
}

const CLEAN = {
  none: (text) => text,
  spaces: joinSpaces,
  lower: (text) => joinSpaces(text).toLowerCase(),
  canonical: (text) => joinSpaces(joinSpaces(text).replace(PUNCTUATION, '').toLowerCase()),
} as const satisfies Record<TokenForm['clean'], (text: string) => string>;

function joinSpaces(text: string): string {
  return text.trim().split(/\s+/u).join(' ');
}

/**
 * Tokenizer of a text network: ids with the special tokens that it puts around a text. What is too long loses its end,
 * and keeps these.
 * @param file the text of tokenizer.json
 * @throws Error if it is not the file of a tokenizer
 */
export function openTextTokens(
  file: string,
  { clean, length, padding }: TokenForm,
): (text: string) => TextTokens {
  const tokenizer = new Tokenizer(JSON.parse(file) as object, {});
  return (text) => {
    const cut = CLEAN[clean](text.slice(0, MOST_UNITS));
    const ids = truncated(tokenizer, cut, length);
    const missing = padding === null ? 0 : Math.max(0, length - ids.length);
    const pads = Array.from({ length: missing }, () => padding ?? 0);
    return { ids: [...ids, ...pads], count: ids.length };
  };
}

function truncated(tokenizer: Tokenizer, text: string, length: number): readonly number[] {
  const ids: readonly number[] = tokenizer.encode(text).ids;
  if (ids.length <= length) return ids;
  const content: readonly number[] = tokenizer.encode(text, { add_special_tokens: false }).ids;
  const specials = ids.length - content.length;
  const before = Array.from({ length: specials + 1 }, (_, at) => at).find((at) =>
    content.every((id, i) => ids[at + i] === id),
  );
  // The tokenizer's own order of them is unknown: the last one closes the text.
  if (before === undefined) return [...ids.slice(0, length - 1), ...ids.slice(-1)];
  return [
    ...ids.slice(0, before),
    ...content.slice(0, length - specials),
    ...ids.slice(before + content.length),
  ];
}
