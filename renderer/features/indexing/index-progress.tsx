import type { ReactNode } from 'react';
import type { Status } from '../../../src/api/contract.ts';
import { useLanguage } from '../../client/contexts.ts';

/** How far it is, as a bar; nothing where there is nothing to do. */
export function IndexProgress({ status }: { readonly status: Status }): ReactNode {
  const { phase } = status;
  const { found, done } = status.analysis ?? status;
  const { t } = useLanguage();
  if (phase === 'idle' || found === 0) return null;
  return (
    <progress
      className={phase}
      aria-label={t.progress}
      max={found}
      value={phase === 'scanning' && done === 0 ? undefined : done}
    />
  );
}
