import { useCallback, useState } from 'react';
import type { Navigation } from './navigation.ts';
import type { DialogName } from './open-dialog.tsx';
import { routeTo } from './route.ts';
import type { ScreenName } from './screens.tsx';

export interface Overlays {
  readonly dialog: DialogName | null;
  readonly setDialog: (dialog: DialogName | null) => void;
  /** In a narrow window, the sidebar. */
  readonly isMenuOpen: boolean;
  readonly setMenuOpen: (isOpen: boolean) => void;
  /** Leaves them for a screen. */
  readonly goTo: (screen: ScreenName, item?: string) => void;
}

/**
 * What is open over the screens, until the window comes to another one.
 * @param screen changes with the screen
 */
export function useOverlays(navigation: Navigation, screen: string): Overlays {
  const [dialog, setDialog] = useState<DialogName | null>(null);
  const [isMenuOpen, setMenuOpen] = useState(false);
  const [shown, setShown] = useState(screen);
  if (shown !== screen) {
    setShown(screen);
    setDialog(null);
    setMenuOpen(false);
  }
  const goTo = useCallback(
    (next: ScreenName, item?: string): void => {
      setDialog(null);
      setMenuOpen(false);
      navigation.go(routeTo(next, item ?? null));
    },
    [navigation],
  );
  return { dialog, setDialog, isMenuOpen, setMenuOpen, goTo };
}
