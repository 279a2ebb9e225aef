import type { ReactNode } from 'react';
import { useLanguage } from '../../client/contexts.ts';
import { Icon } from '../../ui/icon.tsx';
import { Page, type PageScroll } from '../../ui/page.tsx';
import { MemoryRow } from './memory-row.tsx';
import { useMemories } from './use-memories.ts';

interface Props {
  readonly scroll: PageScroll;
  readonly onOpen: (memory: string) => void;
  readonly onSettings: () => void;
}

/** The memories of today, and the way to what is hidden of them. */
export function MemoriesPage({ scroll, onOpen, onSettings }: Props): ReactNode {
  const { t } = useLanguage();
  const found = useMemories();
  const choose = (
    <button type="button" className="button quiet" onClick={onSettings}>
      {t.memoriesChoose}
    </button>
  );
  return (
    <Page title={t.memories} size="wide" scroll={scroll} actions={choose}>
      {found !== null && found.memories.length > 0 && (
        <MemoryRow memories={found.memories} form="page" onOpen={onOpen} />
      )}
      {found?.memories.length === 0 && (
        <div className="empty">
          <Icon name="memories" />
          <p>{t.memoriesNone}</p>
        </div>
      )}
    </Page>
  );
}
