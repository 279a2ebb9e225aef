import type { ReactNode } from 'react';
import type { Folder } from '../../../src/api/contract.ts';
import { useApp } from '../../client/app-context.ts';
import { Sheet } from '../../ui/sheet.tsx';
import { AddFolder } from './add-folder.tsx';
import { FolderCard } from './folder-card.tsx';

interface Props {
  readonly folders: readonly Folder[];
  /** Something about the folders changed. */
  readonly onChanged: () => void;
  readonly onClose: () => void;
}

export function FoldersSheet({ folders, onChanged, onClose }: Props): ReactNode {
  const { client, t, report, refresh } = useApp();
  const rescan = (): void => void client('index.rescan', {}).then(refresh).catch(report);
  return (
    <Sheet
      title={t.folders}
      onClose={onClose}
      footer={
        <button type="button" className="button" onClick={rescan} disabled={folders.length === 0}>
          {t.rescan}
        </button>
      }
    >
      <ul className="plain cards">
        {folders.map((folder) => (
          <FolderCard key={folder.id} folder={folder} onChanged={onChanged} />
        ))}
      </ul>
      <section className="add">
        <h3>{t.addFolder}</h3>
        <AddFolder onAdded={onChanged} />
        <p className="muted">{t.readOnlyPromise}</p>
      </section>
    </Sheet>
  );
}
