import type { ReactNode } from 'react';
import { useLanguage } from '../client/contexts.ts';
import { KeyHelp } from '../features/actions/key-help.tsx';
import type { Strings } from '../i18n/strings.ts';

/** The keys of the window and of its grid of photos, in the order of the list of keys. */
const lines = (t: Strings): readonly (readonly [keys: readonly string[], meaning: string])[] => [
  [['/', 'Ctrl+F'], t.windowKeys.search],
  [['←', '→', '↑', '↓'], t.windowKeys.move],
  [[t.spaceBar], t.windowKeys.select],
  [['Ctrl+A'], t.windowKeys.all],
  [['Y', 'N'], t.windowKeys.answer],
  [['+', '−', '0'], t.windowKeys.size],
  [['Ctrl+Z'], t.undo],
  [['Esc'], t.windowKeys.leave],
];

/** The list of the window's keys. */
export function WindowKeys({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { t } = useLanguage();
  return (
    <KeyHelp lines={lines(t)} surfaces={['everywhere', 'grid', 'album', 'own-album']} onClose={onClose} />
  );
}
