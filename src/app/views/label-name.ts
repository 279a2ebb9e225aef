import type { LabelId } from '../../domain/label.ts';
import type { CustomLabel } from '../../domain/user-data.ts';
import { isLabel, labelOf } from '../../knowledge/labels/vocabulary.ts';

/** What a label is called, in both languages; an own label as the person called it. */
export function labelName(label: LabelId, own: readonly CustomLabel[]): { en: string; zh: string } {
  const name = own.find(({ key }) => key === label)?.name;
  if (name !== undefined) return { en: name, zh: name };
  // Of an older vocabulary.
  return isLabel(label) ? labelOf(label).name : { en: label, zh: label };
}
