import type { ReactNode } from 'react';
import { useConnection, useLanguage, useNotices, useStatus } from '../../client/contexts.ts';
import { Icon } from '../../ui/icon.tsx';
import { IconButton } from '../../ui/icon-button.tsx';

/** Two histories of the user's data were found and joined: the user chooses which of them counts. */
export function HistoriesNotice(): ReactNode {
  const { client } = useConnection();
  const { t } = useLanguage();
  const { report } = useNotices();
  const found = useStatus(({ status, online }) => (online ? (status?.histories ?? null) : null));
  if (found === null) return null;
  const choose = (choice: 'both' | 'library' | 'journal'): void =>
    void client('status.chooseHistory', { choice }).catch(report);
  const files = [found.library, found.journal].filter((file) => file !== null).join(', ');
  return (
    <div className="banner recovered" role="status">
      <Icon name="warning" />
      <span>
        {t.histories[found.reason]} {t.historiesKept(files)}
      </span>
      {found.reason === 'damaged-journal' ? (
        <IconButton icon="close" label={t.dismiss} onClick={() => choose('both')} />
      ) : (
        <>
          <button type="button" onClick={() => choose('both')}>
            {t.historiesBoth}
          </button>
          <button type="button" onClick={() => choose('library')}>
            {t.historiesLibrary}
          </button>
          <button type="button" onClick={() => choose('journal')}>
            {t.historiesJournal}
          </button>
        </>
      )}
    </div>
  );
}
