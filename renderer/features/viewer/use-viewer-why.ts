import { useCallback, useState } from 'react';
import type { PhotoDetails } from '../../../src/api/contract.ts';
import { useLanguage } from '../../client/contexts.ts';
import type { NamedLabel } from '../labels/correct-label.ts';
import { hasMap } from './has-map.ts';
import { useWhy, type Why } from './use-why.ts';

type Label = PhotoDetails['labels'][number];

export interface ViewerWhy {
  /** The label whose place in the picture is shown, or looked for; null while none is. */
  readonly label: NamedLabel | null;
  readonly why: Why | null;
  /** Shows where a label was seen; the same again, or null, hides it. */
  readonly show: (label: NamedLabel | null) => void;
  /** For the label that the keyboard is at, or that was searched for, or that is the surest. */
  readonly toggle: (
    labels: readonly Label[],
    at: Label | undefined,
    queryLabels: readonly NamedLabel[],
  ) => void;
}

/** Where in the photo the network saw one of its labels. */
export function useViewerWhy(photo: number | null): ViewerWhy {
  const { language } = useLanguage();
  const [wanted, setWanted] = useState<(NamedLabel & { readonly photo: number }) | null>(null);
  const label = wanted !== null && wanted.photo === photo ? wanted : null;
  const why = useWhy(label?.photo ?? null, label?.label ?? null);
  const shown = label?.label ?? null;
  const show = useCallback(
    (next: NamedLabel | null): void =>
      setWanted(next === null || photo === null || next.label === shown ? null : { ...next, photo }),
    [photo, shown],
  );
  return {
    label,
    why,
    show,
    toggle: (labels, at, queryLabels) => {
      const known = shown === null ? labels.filter(hasMap) : [];
      const next =
        known.find((one) => one === at) ??
        known.find((one) => queryLabels.some((other) => other.label === one.label)) ??
        known[0];
      show(next === undefined ? null : { label: next.label, name: next.name[language] });
    },
  };
}
