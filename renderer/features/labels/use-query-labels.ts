import { useMemo } from 'react';
import type { InterpretationView } from '../../../src/api/contract.ts';
import type { Language } from '../../../src/domain/label.ts';
import { useLanguage } from '../../client/contexts.ts';
import type { NamedLabel } from './correct-label.ts';

/** Labels of a search that can be answered with yes or no, in its order: those with one meaning. */
export function queryLabels(
  interpretations: readonly InterpretationView[],
  language: Language,
): NamedLabel[] {
  const byKey = new Map<string, NamedLabel>();
  for (const { negated, labels } of interpretations) {
    const [one] = labels;
    if (!negated && one !== undefined && labels.length === 1)
      byKey.set(one.label, { label: one.label, name: one.name[language] });
  }
  return [...byKey.values()];
}

/** The labels of a search; see `queryLabels`. */
export function useQueryLabels(interpretations: readonly InterpretationView[]): readonly NamedLabel[] {
  const { language } = useLanguage();
  return useMemo(() => queryLabels(interpretations, language), [interpretations, language]);
}
