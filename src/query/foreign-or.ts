import type { Span } from '../domain/query.ts';
import { findLabels } from '../knowledge/labels/find.ts';
import { type ForeignLanguage, languagesOf, languagesOfArticle } from './foreign-languages.ts';

/** "Or" in languages where it is as short as other words are: an article, an English preposition. */
const SHORT_OR: Readonly<Record<string, readonly ForeignLanguage[]>> = {
  o: ['es', 'it'],
  u: ['es'],
  od: ['it'],
  of: ['nl'],
};

interface Word extends Span {
  readonly text: string;
}

const SPACED = /\S+/gu;
/** Punctuation and signs of the search language around a word. */
const AROUND = /^[\s\p{P}]+|[\s\p{P}]+$/gu;
/** A field or a phrase in quotes, which may stand beside a word of any language. */
const OF_SEARCH = /[:："“”„«»]/u;

/**
 * The places of the short words of other languages that mean "or" in a text: those between two words that are known in one
 * of their languages, of which one is no English word, as "hond of kat" and "perro o gato" have them.
 */
export function foreignOrs(text: string): Span[] {
  const words = [...text.matchAll(SPACED)].map(
    ({ 0: word, index }): Word => ({ text: word, start: index, end: index + word.length }),
  );
  return words.flatMap(({ text: or, start, end }, at) => {
    const languages = Object.hasOwn(SHORT_OR, or) ? (SHORT_OR[or] ?? []) : [];
    return languages.some((language) => isBetween(words, at, language)) ? [{ start, end }] : [];
  });
}

function isBetween(words: readonly Word[], at: number, language: ForeignLanguage): boolean {
  const before = words[at - 1]?.text;
  const after = words.slice(at + 1).find(({ text }) => !isArticle(text, language))?.text;
  if (before === undefined || after === undefined) return false;
  const sides = [before, after];
  const known = sides.filter((word) => languagesOf(bare(word)).includes(language));
  return (
    sides.every((word) => known.includes(word) || OF_SEARCH.test(word)) &&
    known.some((word) => findLabels(bare(word)).length === 0)
  );
}

const isArticle = (word: string, language: ForeignLanguage): boolean =>
  languagesOfArticle(word).includes(language);

const bare = (word: string): string => word.replace(AROUND, '');
