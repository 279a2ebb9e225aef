import type { PhotoDetails } from '../../../src/api/contract.ts';
import type { Language } from '../../../src/domain/label.ts';
import { plainWord } from '../../../src/query/print-query.ts';
import type { Strings } from '../../i18n/strings.ts';

/** Why a photo was found, in words: a label with its score, what somebody wrote, or what the photo is like. */
export function reasonSentence(
  { word, label, isField, name, score, confirmed }: PhotoDetails['reasons'][number],
  t: Strings,
  language: Language,
): string {
  const shown = name[language];
  if (confirmed) return t.reasonSaid(word, shown);
  if (!isField) return t.reason(plainWord(word), shown, score);
  const value = plainWord(word);
  switch (label) {
    case 'similar':
      return t.reasonAlike(score);
    case 'meaning':
      return t.reasonLooksLike(value, score);
    case 'is':
      return value;
    case 'colour':
    case 'property':
    case 'date':
    case 'place':
    case 'type':
    case 'rating':
      return t.reasonIs(shown, value);
    default:
      return t.reasonField(value, shown);
  }
}
