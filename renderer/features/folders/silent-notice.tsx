import type { ReactNode } from 'react';
import type { Folder } from '../../../src/api/contract.ts';
import { useConnection, useLanguage, useNotices } from '../../client/contexts.ts';
import { Icon } from '../../ui/icon.tsx';

/** That the drive of a folder, or of some of its subfolders, does not respond; nothing where all do. */
export function SilentNotice({ folder }: { readonly folder: Folder }): ReactNode {
  const { client } = useConnection();
  const { t } = useLanguage();
  const { report } = useNotices();
  if (!folder.isSilent && folder.silent.length === 0) return null;
  return (
    <div className="question">
      <p className="warning">
        <Icon name="warning" /> {folder.isSilent ? t.folderSilent : t.subfoldersSilent(folder.silent)}
      </p>
      <div className="actions">
        <button
          type="button"
          className="button"
          onClick={() => void client('index.rescan', {}).catch(report)}
        >
          {t.trySilentAgain}
        </button>
      </div>
    </div>
  );
}
