import { app, BrowserWindow, type Rectangle, screen } from 'electron';
import { log } from '../src/platform/log/log.ts';
import { abilitiesArgument } from './abilities.ts';
import { isWindowUrl, LOCKED_PREFERENCES, WINDOW_URL } from './lock-down.ts';
import { desktopAbilities } from './sharing-handlers.ts';
import { groundNow } from './theme.ts';
import type { WindowState } from './window-state.ts';

interface Options {
  readonly preload: string;
  readonly icon: string;
  readonly state: Pick<WindowState, 'bounds' | 'maximized'>;
  readonly onClose: (state: Pick<WindowState, 'bounds' | 'maximized'>) => void;
}

const FIRST_SIZE = { width: 1280, height: 840 };
/** Minimum interval in ms between two reloads of a page that crashes at every start. */
const LOAD_AGAIN_AFTER = 3000;
/** In ms: a page that crashes twice within this time begins at the timeline. */
const RESTS_AFTER = 20_000;

/** The remembered bounds, if enough of the window is on an existing screen to drag it. */
function visible(bounds: Rectangle | null): Partial<Rectangle> {
  if (bounds === null) return FIRST_SIZE;
  const { workArea } = screen.getDisplayMatching(bounds);
  const width =
    Math.min(bounds.x + bounds.width, workArea.x + workArea.width) - Math.max(bounds.x, workArea.x);
  const isSeen = width > 100 && bounds.y >= workArea.y - 10 && bounds.y < workArea.y + workArea.height - 50;
  return isSeen ? bounds : { width: bounds.width, height: bounds.height };
}

/** Opens the window on the program's page. */
export function openMainWindow({ preload, icon, state, onClose }: Options): BrowserWindow {
  const window = new BrowserWindow({
    ...visible(state.bounds),
    minWidth: 400,
    minHeight: 360,
    show: false,
    title: 'Beachcomb',
    icon,
    autoHideMenuBar: true,
    backgroundColor: groundNow(),
    webPreferences: {
      preload,
      ...LOCKED_PREFERENCES,
      additionalArguments: [abilitiesArgument(desktopAbilities())],
      devTools: !app.isPackaged,
    },
  });
  if (state.maximized) window.maximize();
  window.once('ready-to-show', () => window.show());
  window.on('close', () => onClose({ bounds: window.getNormalBounds(), maximized: window.isMaximized() }));
  let loadedAt = 0;
  /** Where the page is; its process may end at any time. */
  let place = WINDOW_URL;
  let crashedAt = -RESTS_AFTER;
  let again: NodeJS.Timeout | undefined;
  const load = (): void => {
    if (window.isDestroyed()) return;
    loadedAt = performance.now();
    // `did-fail-load` handles the error.
    void window.loadURL(place).catch((error: unknown) => log.warn('the page was not loaded', { error }));
  };
  const loadAgain = (): void => {
    clearTimeout(again);
    again = setTimeout(load, Math.max(0, loadedAt + LOAD_AGAIN_AFTER - performance.now()));
  };
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return;
    log.error('the process of the page ended', { detail: reason });
    // What ends it at once again may be what this place shows.
    if (performance.now() - crashedAt < RESTS_AFTER) place = WINDOW_URL;
    crashedAt = performance.now();
    loadAgain();
  });
  // Navigation to about:blank and the like has no event beforehand: load the page again.
  window.webContents.on('did-navigate', (_event, url) => {
    if (!isWindowUrl(url)) loadAgain();
    else place = url;
  });
  window.webContents.on('did-navigate-in-page', (_event, url, isMainFrame) => {
    if (isMainFrame && isWindowUrl(url)) place = url;
  });
  window.webContents.on('did-fail-load', (_event, _code, _text, url, isMainFrame) => {
    if (isMainFrame && !isWindowUrl(url)) loadAgain();
  });
  load();
  return window;
}
