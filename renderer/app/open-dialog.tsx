import type { ReactNode } from 'react';
import { IndexingSheet } from '../features/indexing/indexing-sheet.tsx';
import { AboutSheet } from '../features/settings/about-sheet.tsx';
import type { ScreenName } from './screens.tsx';
import { WindowKeys } from './window-keys.tsx';

interface Context {
  /** Goes to a screen instead. */
  readonly onGo: (screen: ScreenName, item?: string) => void;
  readonly onClose: () => void;
}

/** What opens over the screens and is no place of its own. */
const DIALOG_NAMES = ['about', 'indexing', 'keys'] as const;
export type DialogName = (typeof DIALOG_NAMES)[number];

/** The dialogs of the whole window, one row each. */
const DIALOGS: Readonly<Record<DialogName, (context: Context) => ReactNode>> = {
  about: ({ onClose }) => <AboutSheet onClose={onClose} />,
  indexing: ({ onGo, onClose }) => (
    <IndexingSheet
      onFolders={() => onGo('folders')}
      onProblems={() => onGo('problems')}
      onPerformance={() => onGo('settings', 'performance')}
      onClose={onClose}
    />
  ),
  keys: ({ onClose }) => <WindowKeys onClose={onClose} />,
};

/** The dialog of this name. */
export function OpenDialog({ name, ...context }: Context & { readonly name: DialogName }): ReactNode {
  return DIALOGS[name](context);
}
