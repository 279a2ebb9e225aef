import { useEffect, useEffectEvent } from 'react';
import type { MenuCommand, WindowCommand } from '../../src/api/bridge.ts';
import { photoActionOf } from '../../src/api/photo-actions.ts';
import { useConnection, useNotices } from '../client/contexts.ts';
import type { SheetName } from './open-sheet.tsx';

export type Browsing = 'explore' | 'photos';

interface Commands {
  readonly focusSearch: () => void;
  /** Selects all photos. */
  readonly selectAll: () => void;
  readonly browse: (what: Browsing) => void;
  readonly openSheet: (sheet: SheetName) => void;
}

/** Actions on photos are commands to what shows the photos. */
const isOfWindow = (command: MenuCommand): command is WindowCommand => photoActionOf(command) === null;

const isOver = (): boolean => document.querySelector('dialog[open]') !== null;

/** Keys of the whole window, and commands of the desktop app's menu. */
export function useCommands({ focusSearch, selectAll, browse, openSheet }: Commands): void {
  const { desktop } = useConnection();
  const { report } = useNotices();

  const onKey = useEffectEvent((event: KeyboardEvent): void => {
    const inField = event.target instanceof HTMLInputElement && event.target.type !== 'radio';
    const find = event.key === 'f' && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
    if (!(find || (event.key === '/' && !inField)) || isOver()) return;
    event.preventDefault();
    focusSearch();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent): void => onKey(event);
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, []);

  const selectWhereFocused = (): void => {
    // In a text field, selects its text; otherwise the photos.
    const { activeElement } = document;
    if (activeElement instanceof HTMLInputElement) activeElement.select();
    else if (!isOver()) selectAll();
  };
  const onCommand = useEffectEvent((command: MenuCommand): void => {
    if (!isOfWindow(command)) return;
    if (command === 'find') focusSearch();
    else if (command === 'select-all') selectWhereFocused();
    else if (command === 'photos' || command === 'explore') browse(command);
    else if (command !== 'add-folder') openSheet(command);
    else {
      openSheet('folders');
      desktop?.pickFolder().catch(report);
    }
  });
  useEffect(() => desktop?.onCommand((command) => onCommand(command)), [desktop]);
}
