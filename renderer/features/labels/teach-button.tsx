import type { ReactNode } from 'react';
import { useLanguage } from '../../client/contexts.ts';
import type { NamedLabel } from './correct-label.ts';

interface Props extends NamedLabel {
  readonly onTeach: (label: NamedLabel) => void;
}

/** Goes on to teaching an own label. */
export function TeachButton({ label, name, onTeach }: Props): ReactNode {
  const { t } = useLanguage();
  return (
    <button
      type="button"
      className="button quiet"
      aria-label={t.teachLabel(name)}
      onClick={() => onTeach({ label, name })}
    >
      {t.teach}
    </button>
  );
}
