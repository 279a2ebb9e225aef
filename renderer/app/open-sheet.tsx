import type { ReactNode } from 'react';
import { AlbumsSheet } from '../features/albums/albums-sheet.tsx';
import { DuplicatesSheet } from '../features/duplicates/duplicates-sheet.tsx';
import { FoldersSheet } from '../features/folders/folders-sheet.tsx';
import { IndexingSheet } from '../features/indexing/indexing-sheet.tsx';
import { TeachSheet } from '../features/labels/teach-sheet.tsx';
import { ProblemsSheet } from '../features/problems/problems-sheet.tsx';
import { AboutSheet } from '../features/settings/about-sheet.tsx';
import { SettingsSheet } from '../features/settings/settings-sheet.tsx';

interface Context {
  /** The current search text. */
  readonly text: string;
  readonly onSearch: (text: string) => void;
  /** Opens another sheet instead. */
  readonly onOpen: (sheet: SheetName) => void;
  readonly onClose: () => void;
}

export type SheetName =
  | 'about'
  | 'albums'
  | 'device'
  | 'duplicates'
  | 'folders'
  | 'indexing'
  | 'labels'
  | 'problems'
  | 'settings';

/** The dialogs at the side, one row each. */
const SHEETS: Readonly<Record<SheetName, (context: Context) => ReactNode>> = {
  about: ({ onClose }) => <AboutSheet onClose={onClose} />,
  albums: ({ text, onSearch, onClose }) => <AlbumsSheet text={text} onSearch={onSearch} onClose={onClose} />,
  device: ({ onOpen, onClose }) => <SettingsSheet startAt="device" onOpen={onOpen} onClose={onClose} />,
  duplicates: ({ onSearch, onClose }) => <DuplicatesSheet onSearch={onSearch} onClose={onClose} />,
  folders: ({ onClose }) => <FoldersSheet onClose={onClose} />,
  indexing: ({ onOpen, onClose }) => <IndexingSheet onOpen={onOpen} onClose={onClose} />,
  labels: ({ onSearch, onClose }) => <TeachSheet first={null} onSearch={onSearch} onClose={onClose} />,
  problems: ({ onClose }) => <ProblemsSheet onClose={onClose} />,
  settings: ({ onOpen, onClose }) => <SettingsSheet startAt="top" onOpen={onOpen} onClose={onClose} />,
};

/** The sheet of this name. */
export function OpenSheet({ name, ...context }: Context & { readonly name: SheetName }): ReactNode {
  return SHEETS[name](context);
}
