import type { LabelId } from '../../domain/label.ts';
import type { CustomLabel } from '../../domain/user-data.ts';
import { isLabel, labelOf } from '../../knowledge/labels/vocabulary.ts';

/** Name of a label in both languages; a custom label has the name that the user gave. */
export function labelName(label: LabelId, own: readonly CustomLabel[]): { en: string; zh: string } {
  const name = own.find(({ key }) => key === label)?.name;
  if (name !== undefined) return { en: name, zh: name };
  // Label of an older vocabulary.
  return isLabel(label) ? labelOf(label).name : { en: label, zh: label };
}
