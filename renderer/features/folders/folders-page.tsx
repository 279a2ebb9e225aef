import type { ReactNode } from 'react';
import { useConnection, useLanguage, useNotices } from '../../client/contexts.ts';
import { Page, type PageScroll } from '../../ui/page.tsx';
import { AddFolder } from './add-folder.tsx';
import { FolderCard } from './folder-card.tsx';
import { KeptFolders } from './kept-folders.tsx';
import { useFolders } from './use-folders.ts';

/** The folders whose photos are shown: added, narrowed down, scanned again and removed here. */
export function FoldersPage({ scroll }: { readonly scroll: PageScroll }): ReactNode {
  const { client } = useConnection();
  const { t } = useLanguage();
  const { report } = useNotices();
  const folders = useFolders();
  const rescan = (): void => void client('index.rescan', {}).catch(report);
  return (
    <Page
      title={t.folders}
      scroll={scroll}
      actions={
        <button type="button" className="button" onClick={rescan} disabled={folders.length === 0}>
          {t.rescan}
        </button>
      }
    >
      <ul className="plain cards">
        {folders.map((folder) => (
          <FolderCard key={folder.id} folder={folder} />
        ))}
      </ul>
      <KeptFolders />
      <section className="add">
        <h3>{t.addFolder}</h3>
        <AddFolder />
        <p className="muted">{t.readOnlyPromise}</p>
      </section>
    </Page>
  );
}
