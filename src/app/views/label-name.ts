import type { LabelId } from '../../domain/label.ts';
import { type Localized, localized } from '../../domain/localized.ts';
import type { CustomLabel } from '../../domain/user-data.ts';
import { isLabel, labelOf } from '../../knowledge/labels/vocabulary.ts';

/** Name of a label in each language; a custom label has the name that the user gave. */
export function labelName(label: LabelId, own: readonly CustomLabel[]): Localized {
  const name = own.find(({ key }) => key === label)?.name;
  if (name !== undefined) return localized(() => name);
  // Label of an older vocabulary.
  return isLabel(label) ? labelOf(label).name : localized(() => label);
}
