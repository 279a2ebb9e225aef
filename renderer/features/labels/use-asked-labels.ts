import { useMemo } from 'react';
import type { Reading } from '../../../src/api/contract.ts';
import { useApp } from '../../client/app-context.ts';
import type { NamedLabel } from './say-label.ts';

/** The labels that a search asks for, in its order, that can be answered with yes or no: those of one meaning. */
export function askedLabels(readings: readonly Reading[], language: 'en' | 'zh'): NamedLabel[] {
  const asked = new Map<string, NamedLabel>();
  for (const { negated, labels } of readings) {
    const [one] = labels;
    if (!negated && one !== undefined && labels.length === 1)
      asked.set(one.label, { label: one.label, name: one.name[language] });
  }
  return [...asked.values()];
}

/** The labels that a search asks for; see `askedLabels`. */
export function useAskedLabels(readings: readonly Reading[]): readonly NamedLabel[] {
  const { language } = useApp();
  return useMemo(() => askedLabels(readings, language), [readings, language]);
}
