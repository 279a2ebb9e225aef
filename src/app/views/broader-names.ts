import type { LabelId, Language } from '../../domain/label.ts';
import type { CustomLabel } from '../../domain/user-data.ts';
import { broaderThan, isLabel } from '../../knowledge/labels/vocabulary.ts';
import { labelName } from './label-name.ts';

/** Names of a chain of broader labels, the broadest first. */
export function broaderNames(label: LabelId, own: readonly CustomLabel[], language: Language): string[] {
  if (!isLabel(label)) return [];
  return broaderThan(label)
    .map((one) => labelName(one, own)[language])
    .reverse();
}
