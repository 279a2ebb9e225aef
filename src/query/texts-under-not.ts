import type { FreeText, ResolvedQuery } from '../domain/query.ts';

/** A query whose free texts under a "not" are changed; under two, which cancel out, they are not. */
export function withTextsUnderNot(
  query: ResolvedQuery,
  change: (text: FreeText) => ResolvedQuery,
  negated = false,
): ResolvedQuery {
  switch (query.kind) {
    case 'condition':
      return query;
    case 'text':
      return negated ? change(query) : query;
    case 'not':
      return { ...query, part: withTextsUnderNot(query.part, change, !negated) };
    case 'and':
    case 'or':
      return { ...query, parts: query.parts.map((part) => withTextsUnderNot(part, change, negated)) };
  }
}
