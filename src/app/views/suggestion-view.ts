import type { Suggestion } from '../../api/contract.ts';
import type { Language } from '../../domain/label.ts';
import { SUGGESTIONS } from '../../domain/suggestion-kind.ts';
import { printField } from '../../query/print-query.ts';
import type { SuggestedTerm } from '../../search/suggestions/term.ts';

/** A suggestion for the window. @param field the field whose value is being typed; null for a bare phrase */
export function suggestionView(
  { term, matched, typed }: SuggestedTerm,
  language: Language,
  field: string | null,
): Suggestion {
  const name = term.text[language];
  const asField = field === null ? SUGGESTIONS[term.kind].field : null;
  return {
    kind: term.kind,
    text: asField === null ? name : printField(asField, name),
    name,
    matched: matched.toLowerCase() === name.toLowerCase() ? '' : matched,
    typed,
    photos: term.count,
    album: SUGGESTIONS[term.kind].choice === 'album' && field === null ? Number(term.key) : null,
  };
}
