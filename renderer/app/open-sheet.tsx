import type { ReactNode } from 'react';
import { AlbumsSheet } from '../features/albums/albums-sheet.tsx';
import { DuplicatesSheet } from '../features/duplicates/duplicates-sheet.tsx';
import { FoldersSheet } from '../features/folders/folders-sheet.tsx';
import { IndexingSheet } from '../features/indexing/indexing-sheet.tsx';
import { TeachSheet } from '../features/labels/teach-sheet.tsx';
import { PeopleSheet } from '../features/people/people-sheet.tsx';
import { ProblemsSheet } from '../features/problems/problems-sheet.tsx';
import { AboutSheet } from '../features/settings/about-sheet.tsx';
import { SettingsSheet } from '../features/settings/settings-sheet.tsx';
import type { Strings } from '../i18n/strings.ts';
import type { IconName } from '../ui/icon.tsx';

interface Context {
  /** The current search text. */
  readonly text: string;
  readonly onSearch: (text: string) => void;
  /** Opens another sheet instead. */
  readonly onOpen: (sheet: SheetName) => void;
  readonly onClose: () => void;
}

/** A button of the top bar. */
interface SheetButton {
  readonly icon: IconName;
  readonly label: (t: Strings) => string;
}

interface SheetRow {
  /** The button that opens it; null: only the menu or another sheet does. */
  readonly button: SheetButton | null;
  readonly sheet: (context: Context) => ReactNode;
}

/** The names of the sheets, in the order of their buttons. */
const SHEET_NAMES = [
  'problems',
  'albums',
  'people',
  'labels',
  'duplicates',
  'folders',
  'settings',
  'about',
  'device',
  'indexing',
] as const;
export type SheetName = (typeof SHEET_NAMES)[number];

/** The dialogs at the side, one row each. */
const SHEETS: Readonly<Record<SheetName, SheetRow>> = {
  problems: {
    button: { icon: 'warning', label: (t) => t.problems },
    sheet: ({ onClose }) => <ProblemsSheet onClose={onClose} />,
  },
  albums: {
    button: { icon: 'album', label: (t) => t.albums },
    sheet: ({ text, onSearch, onClose }) => <AlbumsSheet text={text} onSearch={onSearch} onClose={onClose} />,
  },
  people: {
    button: { icon: 'person', label: (t) => t.people },
    sheet: ({ onSearch, onClose }) => <PeopleSheet onSearch={onSearch} onClose={onClose} />,
  },
  labels: {
    button: { icon: 'tag', label: (t) => t.customLabels },
    sheet: ({ onSearch, onClose }) => <TeachSheet first={null} onSearch={onSearch} onClose={onClose} />,
  },
  duplicates: {
    button: { icon: 'copies', label: (t) => t.duplicates },
    sheet: ({ onSearch, onClose }) => <DuplicatesSheet onSearch={onSearch} onClose={onClose} />,
  },
  folders: {
    button: { icon: 'folder', label: (t) => t.folders },
    sheet: ({ onSearch, onClose }) => <FoldersSheet onSearch={onSearch} onClose={onClose} />,
  },
  settings: {
    button: { icon: 'settings', label: (t) => t.settings },
    sheet: ({ onOpen, onClose }) => <SettingsSheet startAt="top" onOpen={onOpen} onClose={onClose} />,
  },
  about: { button: null, sheet: ({ onClose }) => <AboutSheet onClose={onClose} /> },
  device: {
    button: null,
    sheet: ({ onOpen, onClose }) => <SettingsSheet startAt="device" onOpen={onOpen} onClose={onClose} />,
  },
  indexing: {
    button: null,
    sheet: ({ onOpen, onClose }) => <IndexingSheet onOpen={onOpen} onClose={onClose} />,
  },
};

/** The buttons of the top bar, in order, by the sheets that they open. */
export const SHEET_BUTTONS: readonly (SheetButton & { readonly name: SheetName })[] = SHEET_NAMES.flatMap(
  (name) => {
    const { button } = SHEETS[name];
    return button === null ? [] : [{ name, ...button }];
  },
);

/** The sheet of this name. */
export function OpenSheet({ name, ...context }: Context & { readonly name: SheetName }): ReactNode {
  return SHEETS[name].sheet(context);
}
