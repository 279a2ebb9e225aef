import type { Suggestion } from '../../api/contract.ts';
import type { Language } from '../../domain/label.ts';
import type { QueryField } from '../../domain/query.ts';
import { printField } from '../../query/print-query.ts';
import type { SuggestedTerm, TermKind } from '../../search/suggestions/term.ts';

/** Kinds whose name alone could be interpreted as something else: they are written with their field. */
const FIELD_OF_KIND: Readonly<Partial<Record<TermKind, QueryField>>> = {
  camera: 'camera',
  lens: 'lens',
  keyword: 'keyword',
  folder: 'folder',
  album: 'album',
};

/** A suggestion for the window. @param field the field whose value is being typed; null for a bare phrase */
export function suggestionView(
  { term, matched, typed }: SuggestedTerm,
  language: Language,
  field: string | null,
): Suggestion {
  const name = term.text[language];
  const asField = field === null ? FIELD_OF_KIND[term.kind] : undefined;
  return {
    kind: term.kind,
    text: asField === undefined ? name : printField(asField, name),
    name,
    matched: matched.toLowerCase() === name.toLowerCase() ? '' : matched,
    typed,
    photos: term.count,
  };
}
