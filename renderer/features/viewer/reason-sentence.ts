import type { PhotoDetails } from '../../../src/api/contract.ts';
import { assertNever } from '../../../src/domain/assert-never.ts';
import type { Language } from '../../../src/domain/label.ts';
import type { QueryField, ReasonField } from '../../../src/domain/query.ts';
import { FIELDS } from '../../../src/query/fields.ts';
import { plainWord } from '../../../src/query/print-query.ts';
import type { Strings } from '../../i18n/strings.ts';

/** Forms of the match reasons that are not fields of the search language; FIELDS has the others. */
const OTHER_FORMS = {
  caption: 'in',
  place: 'is',
  property: 'is',
  'photo-text': 'is',
} as const satisfies Record<Exclude<ReasonField, QueryField>, (typeof FIELDS)[QueryField]['reason']>;

const isOtherField = (field: ReasonField): field is keyof typeof OTHER_FORMS => field in OTHER_FORMS;

/** A match reason as a sentence: a label with its score, text of the owner, or a similarity. */
export function reasonSentence(
  reason: PhotoDetails['reasons'][number],
  t: Strings,
  language: Language,
): string {
  const { word, name, score, confirmed } = reason;
  const shown = name[language];
  if (confirmed) return t.reasonMarked(word, shown);
  const value = plainWord(word);
  if (!reason.isField) return t.reason(value, shown, score);
  const form = isOtherField(reason.label) ? OTHER_FORMS[reason.label] : FIELDS[reason.label].reason;
  switch (form) {
    case 'alike':
      return t.reasonAlike(score);
    case 'looks-like':
      return t.reasonLooksLike(value, score);
    case 'value':
      return value;
    case 'in-area':
      return t.inThisArea;
    case 'is':
      return t.reasonIs(shown, value);
    case 'in':
      return t.reasonField(value, shown);
    default:
      return assertNever(form);
  }
}
