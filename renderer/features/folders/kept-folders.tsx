import type { ReactNode } from 'react';
import { useConnection, useLanguage, useNotices } from '../../client/contexts.ts';
import { useQuery } from '../../client/use-query.ts';

/** Folders of an imported backup that are not on this computer: the user tries again, or discards them. */
export function KeptFolders(): ReactNode {
  const { client } = useConnection();
  const { t } = useLanguage();
  const { report } = useNotices();
  const names = useQuery('folders.kept', {}, { isSilent: true })?.names ?? [];
  if (names.length === 0) return null;
  const run = (call: 'folders.retryKept' | 'folders.discardKept'): void =>
    void client(call, {}).catch(report);
  return (
    <div className="question">
      <p translate="no">{t.keptFolders(names.length, names.join(', '))}</p>
      <div className="actions">
        <button type="button" className="button" onClick={() => run('folders.retryKept')}>
          {t.retryKept}
        </button>
        <button type="button" className="button" onClick={() => run('folders.discardKept')}>
          {t.discardKept}
        </button>
      </div>
    </div>
  );
}
