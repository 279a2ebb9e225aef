import type { Query, QueryField } from '../domain/query.ts';
import { ENDS_WORD, NOT_WORDS } from './lexicon.ts';
import { parseQuery } from './parse-query.ts';

/** A query as text that reads back as the same query, with the same dates. */
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

/** A field with its value, in quotes where the value would end too early without. */
export const printField = (field: QueryField, value: string): string =>
  `${field}:${ENDS_WORD.test(value) ? `"${value}"` : value}`;

/** Whether a word, written without quotes, is read as that word and nothing else. */
function readsAsWord(text: string): boolean {
  if (NOT_WORDS.has(text.toLowerCase())) return false;
  const read = parseQuery(text);
  return read.kind === 'word' && read.text === text;
}
