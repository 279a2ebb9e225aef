import type { ReactNode } from 'react';
import { useLanguage } from '../../client/contexts.ts';
import { Icon } from '../../ui/icon.tsx';
import { useFolders } from '../folders/use-folders.ts';

interface Props {
  /** Called when the user wants to change them. */
  readonly onOpen: () => void;
}

/** Overview of the folders and which are disconnected. */
export function FoldersSection({ onOpen }: Props): ReactNode {
  const { t } = useLanguage();
  const folders = useFolders();
  return (
    <>
      <h3>{t.folders}</h3>
      <ul className="plain folder-lines">
        {folders.map(({ id, name, state, files }) => (
          <li key={id}>
            <Icon name="folder" />
            <span translate="no">{name}</span>
            {state === 'unreachable' && <span className="tag away">{t.folderAway}</span>}
            {state === 'many-missing' && <span className="tag away">{t.folderAsks}</span>}
            <small className="muted">{t.files(files)}</small>
          </li>
        ))}
      </ul>
      <button type="button" className="button" onClick={onOpen}>
        {t.openFolders}
      </button>
    </>
  );
}
