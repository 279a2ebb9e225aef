import { useEffect, useEffectEvent } from 'react';
import { type MenuCommand, WINDOW_COMMANDS, type WindowCommand } from '../../src/api/bridge.ts';
import { useConnection, useLanguage, useNotices } from '../client/contexts.ts';
import type { DialogName } from './open-dialog.tsx';
import { SCREEN_NAMES, SCREENS, type ScreenName } from './screens.tsx';

interface Commands {
  readonly focusSearch: () => void;
  /** Selects all photos. */
  readonly selectAll: () => void;
  readonly goTo: (screen: ScreenName) => void;
  readonly openDialog: (dialog: DialogName) => void;
  /** Leaves a page for where the window was before it. */
  readonly leavePage: () => void;
  /** One step back among the addresses of the window. */
  readonly goBack: () => void;
}

const isOver = (): boolean => document.querySelector('dialog[open]') !== null;

const hasNoText = ({ type }: HTMLInputElement): boolean =>
  ['radio', 'checkbox', 'range', 'file'].includes(type);

/** Escape closes a menu, and no more. */
const isInMenu = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('[role="menu"]') !== null;

/** Text that is being written stays, and the page with it, whatever Escape does elsewhere. */
const isWriting = (target: EventTarget | null): boolean =>
  (target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && !hasNoText(target))) &&
  target.value !== '';

const staysAt = (target: EventTarget | null): boolean => isInMenu(target) || isWriting(target);

/** The screen that a command of the menu "Go" names; null for another command. */
const screenOf = (command: MenuCommand): ScreenName | null =>
  SCREEN_NAMES.find((name) => command === `go:${name}`) ?? null;

/** Keys of the whole window, and commands of the desktop app's menu. */
export function useCommands({ focusSearch, selectAll, goTo, openDialog, leavePage, goBack }: Commands): void {
  const { desktop } = useConnection();
  const { report } = useNotices();

  const onKey = useEffectEvent((event: KeyboardEvent): void => {
    if (event.defaultPrevented || isOver()) return;
    const inField = event.target instanceof HTMLInputElement && event.target.type !== 'radio';
    const find = event.key === 'f' && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
    if (find || (event.key === '/' && !inField)) {
      event.preventDefault();
      focusSearch();
    } else if (event.key === '?' && !inField) openDialog('keys');
    else if (event.key === 'Escape' && !event.isComposing && !staysAt(event.target)) leavePage();
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
    const screen = screenOf(command);
    if (screen !== null) {
      goTo(screen);
      return;
    }
    const byName = {
      find: focusSearch,
      'select-all': selectWhereFocused,
      back: goBack,
      forward: () => history.forward(),
      settings: () => goTo('settings'),
      about: () => openDialog('about'),
      'add-folder': () => {
        goTo('folders');
        desktop?.pickFolder().catch(report);
      },
    } satisfies Record<WindowCommand, () => void>;
    const own = WINDOW_COMMANDS.find((name) => name === command);
    // Those of photos are for the grid and the viewer.
    if (own !== undefined) byName[own]();
  });
  useEffect(() => desktop?.onCommand((command) => onCommand(command)), [desktop]);
  useScreensInMenu();
  useBackKeys(desktop !== null, goBack);
}

/** Gives the desktop app's menu "Go" its screens, in the window's language. */
function useScreensInMenu(): void {
  const { desktop } = useConnection();
  const { report } = useNotices();
  const { t } = useLanguage();
  useEffect(() => {
    const screens = SCREEN_NAMES.map((name) => {
      const { name: labelOf, startsGroup = false } = SCREENS[name];
      return { name, label: labelOf(t), startsGroup };
    });
    desktop?.setScreens(screens).catch(report);
  }, [desktop, report, t]);
}

/** The keys and the two buttons of a mouse that go back and forward in a browser, in the desktop app, which has none. */
function useBackKeys(isDesktop: boolean, goBack: () => void): void {
  useEffect(() => {
    if (!isDesktop) return;
    const isMac = navigator.platform.startsWith('Mac');
    const [back, forward] = isMac ? ['[', ']'] : ['ArrowLeft', 'ArrowRight'];
    const onKeyDown = (event: KeyboardEvent): void => {
      const isAlone = !event.ctrlKey && !event.shiftKey && event.altKey !== isMac && event.metaKey === isMac;
      if (!isAlone || (event.key !== back && event.key !== forward)) return;
      event.preventDefault();
      if (event.key === back) goBack();
      else history.forward();
    };
    const onMouseUp = ({ button }: MouseEvent): void => {
      if (button === 3) goBack();
      else if (button === 4) history.forward();
    };
    // Before the viewer's own arrow keys.
    window.addEventListener('keydown', onKeyDown, { capture: true });
    window.addEventListener('mouseup', onMouseUp);
    return () => {
      window.removeEventListener('keydown', onKeyDown, { capture: true });
      window.removeEventListener('mouseup', onMouseUp);
    };
  }, [isDesktop, goBack]);
}
