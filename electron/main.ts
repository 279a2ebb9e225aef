import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { app, type BrowserWindow, dialog, Menu, Notification, powerMonitor, session, Tray } from 'electron';
import { applyPortableFolder } from '../scripts/portable.mjs';
import type { MenuCommand } from '../src/api/bridge.ts';
import { DEFAULT_SETTINGS } from '../src/api/contract/settings-calls.ts';
import { contract, type Settings } from '../src/api/contract.ts';
import { readRendererFiles } from '../src/api/renderer-files.ts';
import type { Format } from '../src/i18n/formatter.ts';
import { makeOwnFolder } from '../src/platform/files/private-files.ts';
import { log } from '../src/platform/log/log.ts';
import { startLog } from '../src/platform/log/start-log.ts';
import { applicationMenu, type Screens } from './application-menu.ts';
import { type Autostart, autostart } from './autostart.ts';
import { CHANNELS } from './channels.ts';
import { type CommandLine, commandArguments, readCommandLine } from './command-line.ts';
import { decodeInHiddenWindow } from './decode-in-hidden-window.ts';
import { FilmWindow } from './film-window.ts';
import { handleWindowCalls } from './handle-window-calls.ts';
import { hasTray } from './has-tray.ts';
import { type HostProcess, startHost } from './host-process.ts';
import { lockDownApp, lockDownSession } from './lock-down.ts';
import { openMainWindow } from './main-window.ts';
import { locateProgram } from './places.ts';
import { declareProtocols, serveProtocols } from './protocols.ts';
import { runCommandLine } from './run-command-line.ts';
import { desktopAbilities } from './sharing-handlers.ts';
import { applyTheme } from './theme.ts';
import { watchPower } from './watch-power.ts';
import { whenFirstIndexed } from './when-first-indexed.ts';
import { readWindowState, type WindowState, writeWindowState } from './window-state.ts';
import { wordsFor } from './words.ts';

/** Electron's main process: window, menu, tray and dialogs. It does no work on photos. */

const places = locateProgram(path.dirname(fileURLToPath(import.meta.url)), {
  platform: process.platform,
  arch: process.arch,
  resources: app.isPackaged ? process.resourcesPath : null,
});
const isMac = process.platform === 'darwin';
const portable = applyPortableFolder({
  resources: app.isPackaged ? process.resourcesPath : null,
  isWanted: ownArguments().includes('--portable'),
});
if (portable !== null) app.setPath('userData', path.join(portable, 'window'));
startLog('shell', 'file-and-terminal');
// Unlike Node, Electron only prints an unhandled rejection and continues.
process.on('unhandledRejection', (error) => log.error('unhandled rejection', { error }));
// A closed terminal must not stop the program that was started from it.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

/** The system's folder for pictures; null if there is none. */
function systemPictures(): string | null {
  try {
    return app.getPath('pictures') || null;
  } catch (error) {
    log.info('the system names no folder for pictures', { error });
    return null;
  }
}

/** What Electron and Node make in these folders follows the umask; nobody else enters them. */
function keepPrivate(folders: readonly string[]): void {
  try {
    folders.forEach(makeOwnFolder);
  } catch (error) {
    // A full or read-only disk must not keep the window from opening.
    log.warn('the folder of the window cannot be made private', { error });
  }
}

/** Adds folders that were given on a command line; shows which could not be. */
async function addFolders(host: HostProcess, words: Format, folders: readonly string[]): Promise<void> {
  for (const folder of folders) {
    const reply = await host.answer('shell', { call: 'folders.add', input: { path: folder } });
    // A folder that is in the library already is not an error.
    if (reply.ok || reply.error.kind === 'folder-overlaps') continue;
    await dialog.showMessageBox({
      type: 'warning',
      message: words('shell.notAdded'),
      detail: `${folder}\n${words(`error.${reply.error.kind}`)}`,
    });
  }
}

const trayMenu = (words: Format, show: () => void): Menu =>
  Menu.buildFromTemplate([
    { label: words('shell.open'), click: () => show() },
    { label: words('shell.quit'), click: () => app.quit() },
  ]);

/** Decodes films in a hidden window until the program quits. */
function decodeFilms(
  host: HostProcess,
  files: Awaited<ReturnType<typeof readRendererFiles>>,
  quitting: AbortSignal,
): void {
  const filmWindow = new FilmWindow({ preload: places.filmPreload, files });
  void decodeInHiddenWindow(host, filmWindow, quitting).catch((error: unknown) =>
    log.error('films are not decoded any more', { error }),
  );
}

/** That the program goes on without its window is shown once. */
function notifyOfTray(
  words: Format,
  windowState: WindowState,
  remember: (news: Partial<WindowState>) => void,
  trayIsThere: boolean,
): void {
  if (windowState.toldOfTray || !Notification.isSupported()) return;
  remember({ toldOfTray: true });
  new Notification({
    title: 'Beachcomb',
    body: words(trayIsThere ? 'shell.goesOn' : 'shell.goesOnHidden'),
  }).show();
}

/** Notifies once, when photos have been indexed for the first time and the window is not looked at. */
async function notifyOfIndex(
  host: HostProcess,
  quitting: AbortSignal,
  now: () => { readonly words: Format; readonly isLooking: boolean },
  remember: (news: Partial<WindowState>) => void,
): Promise<void> {
  const photos = await whenFirstIndexed(host, quitting);
  if (quitting.aborted) return;
  remember({ toldOfIndex: true });
  const { words, isLooking } = now();
  if (photos === null || isLooking || !Notification.isSupported()) return;
  new Notification({ title: 'Beachcomb', body: words('shell.indexed', { n: photos }) }).show();
}

function newTray(onClick: () => void): Tray {
  const tray = new Tray(places.trayIcon);
  tray.setToolTip('Beachcomb');
  tray.on('click', onClick);
  return tray;
}

/** Whether the program was started by a login, for which macOS has no argument. */
const startsHidden = (isHidden: boolean): boolean =>
  isHidden || (isMac && app.getLoginItemSettings().wasOpenedAtLogin);

/** Of a package; a checkout does not start by itself. */
const ownAutostart = (): Autostart | null =>
  app.isPackaged
    ? autostart({
        platform: process.platform,
        env: process.env,
        home: app.getPath('home'),
        program: process.env['APPIMAGE'] ?? app.getPath('exe'),
        app,
      })
    : null;

/** Runs work on a page, once it is loaded: a step among the addresses of one page loads, and never finishes. */
function whenLoaded(page: Electron.WebContents, work: () => void): void {
  if (page.isLoadingMainFrame()) page.once('did-finish-load', work);
  else work();
}

async function run(host: HostProcess, { folders: firstFolders, isHidden }: CommandLine): Promise<void> {
  const [files, trayIsThere] = await Promise.all([
    readRendererFiles(places.renderer),
    hasTray(process.platform),
  ]);
  const stateFile = path.join(app.getPath('userData'), 'window.json');
  let windowState = readWindowState(stateFile);
  const remember = (news: Partial<typeof windowState>): void => {
    windowState = { ...windowState, ...news };
    writeWindowState(stateFile, windowState);
  };
  let words = wordsFor(null, app.getLocale());
  let window: BrowserWindow | null = null;
  let tray: Tray | null = null;

  const showWindow = (): BrowserWindow => {
    if (window !== null) {
      if (window.isMinimized()) window.restore();
      window.show();
      window.focus();
      return window;
    }
    const opened = openMainWindow({ ...places, state: windowState, onClose: remember });
    opened.once('closed', () => {
      window = null;
      onWindowClosed();
    });
    window = opened;
    return opened;
  };

  const onCommand = (command: MenuCommand): void => {
    const { webContents } = showWindow();
    whenLoaded(webContents, () => webContents.send(CHANNELS.command, command));
  };

  let screens: Screens = [];
  const showMenu = (): void => {
    const menu = applicationMenu({
      platform: process.platform,
      words,
      screens,
      abilities: desktopAbilities(),
      development: !app.isPackaged,
      onCommand,
    });
    Menu.setApplicationMenu(Menu.buildFromTemplate(menu));
  };
  const applySettings = ({ theme, language }: Settings): void => {
    applyTheme(theme);
    words = wordsFor(language, app.getLocale());
    showMenu();
    tray?.setContextMenu(trayMenu(words, showWindow));
  };

  const startsItself = ownAutostart();
  lockDownSession(session.defaultSession);
  serveProtocols(session.defaultSession, files, host);
  handleWindowCalls({
    host,
    autostart: startsItself,
    onSettings: applySettings,
    onScreens: (named) => {
      screens = named;
      showMenu();
    },
  });
  if (trayIsThere) tray = newTray(() => showWindow());
  applySettings(DEFAULT_SETTINGS);

  app.on('second-instance', (_event, _argv, _cwd, handedOver) => {
    showWindow();
    void addFolders(host, words, (handedOver as { folders?: string[] } | null)?.folders ?? []);
  });
  app.on('activate', () => showWindow());
  // The hidden window counts as one: what follows when the program's window is closed does not wait for its end.
  app.on('window-all-closed', () => {});
  const quitting = new AbortController();
  app.once('before-quit', () => quitting.abort());
  const onWindowClosed = (): void => {
    if (isMac || quitting.signal.aborted) return;
    if (trayIsThere || startsItself?.isOn() === true) notifyOfTray(words, windowState, remember, trayIsThere);
    else app.quit();
  };

  if (!startsHidden(isHidden)) showWindow();
  watchPower(host, powerMonitor);
  const now = () => ({ words, isLooking: window?.isFocused() === true });
  if (!windowState.toldOfIndex) void notifyOfIndex(host, quitting.signal, now, remember);
  decodeFilms(host, files, quitting.signal);
  const settings = await host.answer('shell', { call: 'settings.get', input: {} });
  if (settings.ok) applySettings(contract['settings.get'].output.parse(settings.output));
  await addFolders(host, words, firstFolders);
}

/** The arguments of this program; in a checkout, those before its path belong to Electron. */
function ownArguments(): readonly string[] {
  const programs = [app.getAppPath(), fileURLToPath(import.meta.url)];
  const isProgram = (word: string): boolean => programs.includes(path.resolve(word));
  const first = app.isPackaged ? 1 : process.argv.findIndex(isProgram) + 1;
  return first === 0 ? [] : process.argv.slice(first);
}

function start(): void {
  const given = ownArguments();
  const command = commandArguments(given);
  if (command !== null) process.exit(runCommandLine(places, command));
  const commandLine = readCommandLine(given, process.cwd());
  const { library, folders } = commandLine;
  lockDownApp();
  declareProtocols();
  if (!app.requestSingleInstanceLock({ folders })) {
    app.exit(0);
    return;
  }

  const compiled = path.join(app.getPath('userData'), 'compiled');
  keepPrivate([app.getPath('userData'), compiled]);
  const host = startHost({
    ...places,
    start: { library, pictures: systemPictures() },
    compiled,
    log: (line) => log.warn('the host process ended or misbehaved', { detail: line }),
  });
  let hostIsGone = false;
  app.on('will-quit', (event) => {
    if (hostIsGone) return;
    event.preventDefault();
    void host.close().then(() => {
      hostIsGone = true;
      // After the event: within it, Electron would count the call as part of the prevented quit.
      setImmediate(() => app.quit());
    });
  });
  // Not awaited at the top level: Electron is ready only after this module has run.
  void app
    .whenReady()
    .then(() => run(host, commandLine))
    .catch((error: unknown) => {
      log.fatal('the window cannot be opened', { error });
      dialog.showErrorBox('Beachcomb', error instanceof Error ? error.message : String(error));
      app.quit();
    });
}

start();
