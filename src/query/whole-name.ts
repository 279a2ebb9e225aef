import type { Interpretation, Query, ResolvedQuery } from '../domain/query.ts';
import { albumsOfSearches } from './interpretations-of.ts';
import type { LibraryFacts } from './library-facts.ts';

const SIGNS = /["“”„«»「」『』()（）|｜]/u;

const PARENTHESES = /[()（）]/gu;

/** Words and dates alone match as usual; if a word of them joins or negates, only the exact name matches. */
type Form = 'plain' | 'joined' | 'strict';

function formOf(query: Query): Form {
  switch (query.kind) {
    case 'word':
      return query.quoted ? 'strict' : 'plain';
    case 'date':
      return 'plain';
    case 'field':
      return 'strict';
    case 'not':
      return query.byWord && formOf(query.part) !== 'strict' ? 'joined' : 'strict';
    case 'and':
    case 'or': {
      const forms = query.parts.map(formOf);
      if (forms.includes('strict')) return 'strict';
      return query.kind === 'or' || forms.includes('joined') ? 'joined' : 'plain';
    }
  }
}

/**
 * Interpretations of a whole text as one user-given name ("Turkey 2019", "Death or Glory"): typed in full, it finds the
 * photo whatever its words mean. If signs of the search language make the text more than words, a name has them too.
 */
function wholeInterpretations(text: string, query: Query, facts: LibraryFacts): Interpretation[] {
  const form = SIGNS.test(text) ? 'strict' : formOf(query);
  if (form === 'strict') {
    // "New folder (2)": parentheses alone ask for no more than their words.
    const isFolder = !SIGNS.test(text.replace(PARENTHESES, '')) && formOf(query) !== 'strict';
    const isName = facts.isExactly(text) || (isFolder && facts.isFileOrFolder(text));
    return isName ? [{ as: 'text', wanted: text, isExact: true }, ...albumsOfSearches(text, facts)] : [];
  }
  const labels = facts.customLabels(text);
  // A date in digits requires the exact name.
  const isExact = form === 'joined' || (query.kind === 'date' && !/\p{L}/u.test(text));
  const isWritten = isExact
    ? facts.isKeyword(text) || (form === 'joined' && facts.isFileOrFolder(text))
    : facts.isWritten(text);
  return [
    ...(labels.length > 0 ? [{ as: 'label', labels, narrower: false } as const] : []),
    ...albumsOfSearches(text, facts),
    ...(isWritten ? [{ as: 'text', wanted: text } as const] : []),
  ];
}

/** Whether several words, of which some are facts ("Munich to Rome"), stand in this order in a line of a photo. */
function isReadInPhotos(text: string, query: Query, resolved: ResolvedQuery, facts: LibraryFacts): boolean {
  // A phrase is looked for in the text of photos anyway.
  const isPhrase = resolved.kind === 'text' && resolved.phrase === text;
  if (isPhrase || SIGNS.test(text) || formOf(query) !== 'plain') return false;
  return /\S\s+\S/u.test(text) && facts.standsInPhotos(text);
}

/** A resolved query, or alternatively the whole text as a user-given name. */
export function orWholeName(
  text: string,
  query: Query,
  resolved: ResolvedQuery,
  facts: LibraryFacts,
): ResolvedQuery {
  const trimmed = text.trim();
  if (trimmed === '') return resolved;
  const only = resolved.kind === 'text' && resolved.words.length === 1 ? resolved.words[0] : undefined;
  const known = resolved.kind === 'condition' ? resolved.word : only;
  const named = wholeInterpretations(trimmed, query, facts).filter(
    ({ as }) =>
      known?.text !== trimmed || !known.interpretations.some((interpretation) => interpretation.as === as),
  );
  const interpretations =
    named.length === 0 && isReadInPhotos(trimmed, query, resolved, facts)
      ? [{ as: 'text', wanted: trimmed, isRead: true } as const]
      : named;
  if (interpretations.length === 0) return resolved;
  const start = text.indexOf(trimmed);
  const word = { text: trimmed, start, end: start + trimmed.length, interpretations };
  const isNothingElse = resolved.kind === 'and' && resolved.parts.length === 0;
  const name: ResolvedQuery = { kind: 'condition', word };
  return isNothingElse ? name : { kind: 'or', parts: [name, resolved] };
}
