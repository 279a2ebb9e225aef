import type { Suggestion } from '../../../src/api/contract.ts';
import { SUGGESTIONS } from '../../../src/domain/suggestion-kind.ts';
import { COLON } from '../../../src/query/lexicon.ts';
import { completeText } from '../../../src/query/typed-word.ts';

const FIELD_WITH_VALUE = new RegExp(`^([^\\s:："]+${COLON.source})(.+)$`, 'su');

/** Search text and caret position after a suggestion was chosen. */
export function chooseSuggestion(
  text: string,
  caret: number,
  { kind, text: chosen, typed }: Pick<Suggestion, 'kind' | 'text' | 'typed'>,
): { text: string; caret: number } {
  const { choice } = SUGGESTIONS[kind];
  if (choice === 'search') return { text: chosen, caret: chosen.length };
  // A field with its value (camera:"Canon EOS") is written as both, one after the other.
  const [, field, value] = FIELD_WITH_VALUE.exec(chosen) ?? [];
  if (field === undefined || value === undefined || choice === 'field')
    return completeText(text, caret, chosen, typed);
  const named = completeText(text, caret, field, typed);
  return completeText(named.text, named.caret, value);
}
