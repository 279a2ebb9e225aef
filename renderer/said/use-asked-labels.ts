import { useEffect, useMemo, useState } from 'react';
import type { Reading } from '../../src/api/contract.ts';
import { useApp } from '../parts/app-context.ts';
import type { NamedLabel } from './say-label.ts';

/** Names, in the order asked, of labels that a search asks for and that can be answered with yes or no. */
export function askedNames(readings: readonly Reading[], language: 'en' | 'zh'): string[] {
  const names = readings.flatMap(({ as, negated, text, meaning, ambiguous }) => {
    if (as !== 'label' || negated) return [];
    if (ambiguous.length < 2) return [meaning[language]];
    // Of several meanings, the one that is called as was typed is meant first.
    const typed = text.toLowerCase();
    const exact = ambiguous.find(({ en, zh }) => en.toLowerCase() === typed || zh === typed);
    return exact === undefined ? [] : [exact[language]];
  });
  return [...new Set(names)];
}

const NONE: readonly NamedLabel[] = [];

/** The labels that a search asks for, as far as they are known by now. */
export function useAskedLabels(readings: readonly Reading[]): readonly NamedLabel[] {
  const { client, language } = useApp();
  const key = JSON.stringify(askedNames(readings, language));
  const [found, setFound] = useState<{ readonly key: string; readonly labels: readonly NamedLabel[] }>({
    key: '[]',
    labels: NONE,
  });
  useEffect(() => {
    const names: readonly string[] = JSON.parse(key);
    if (names.length === 0) return;
    let isCurrent = true;
    const find = async (name: string): Promise<NamedLabel[]> => {
      const labels = await client('labels.find', { text: name, language });
      const exact = labels.find((one) => one.name.toLowerCase() === name.toLowerCase());
      return exact === undefined ? [] : [exact];
    };
    Promise.all(names.map(find)).then(
      (labels) => isCurrent && setFound({ key, labels: labels.flat() }),
      // Then there is nothing to answer; the search itself says what is wrong.
      () => undefined,
    );
    return () => {
      isCurrent = false;
    };
  }, [client, language, key]);
  return useMemo(() => (found.key === key ? found.labels : NONE), [found, key]);
}
