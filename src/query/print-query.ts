import type { Query, QueryField } from '../domain/query.ts';
import { fieldNamed } from './fields.ts';
import { COLON, ENDS_WORD, EVERY_QUOTE, isOperator } from './lexicon.ts';
import { parseQuery } from './parse-query.ts';

/** Prints a query so that parsing gives the same query, with the same dates. */
export function printQuery(query: Query): string {
  switch (query.kind) {
    case 'and':
      return query.parts
        .map((part) => (part.kind === 'or' ? `(${printQuery(part)})` : printQuery(part)))
        .join(' ');
    case 'or':
      return query.parts.map(printQuery).join(' | ');
    case 'not': {
      const { part } = query;
      const grouped = part.kind === 'and' || part.kind === 'or';
      return grouped ? `-(${printQuery(part)})` : `-${printQuery(part)}`;
    }
    case 'field':
      return printField(query.field, query.value);
    case 'date':
      return query.text;
    case 'word':
      return query.quoted || !readsAsWord(query.text) ? `"${query.text}"` : query.text;
  }
}

/** A field with its value, in quotes if the value would otherwise end too early. */
export const printField = (field: QueryField, value: string): string =>
  `${field}:${ENDS_WORD.test(value) ? `"${value}"` : value}`;

/** Whether a word without quotes is parsed as exactly that word. */
function readsAsWord(text: string): boolean {
  if (isOperator(text)) return false;
  const read = parseQuery(text);
  return read.kind === 'word' && read.text === text;
}

/**
 * Prints words as one part of a search text: quoted if they contain a space, a sign or a digit, or would join others.
 */
export const quoteWord = (words: string): string =>
  /^\p{L}+$/u.test(words) && !isOperator(words) ? words : `"${words.replace(EVERY_QUOTE, ' ').trim()}"`;

/** A part of a search as interpreted ("label:dog"), without the field that determines the interpretation. */
export function plainWord(part: string): string {
  const colon = part.search(COLON);
  const isField = colon > 0 && colon + 1 < part.length && fieldNamed(part.slice(0, colon)) !== null;
  return isField ? part.slice(colon + 1) : part;
}
