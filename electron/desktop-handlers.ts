import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import {
  app,
  BrowserWindow,
  clipboard,
  dialog,
  nativeImage,
  type OpenDialogOptions,
  powerSaveBlocker,
  shell,
  type WebContents,
} from 'electron';
import type { Input, Output } from '../src/api/contract.ts';
import type { DesktopHandlers } from '../src/api/dispatch-desktop.ts';
import { BeachcombError } from '../src/domain/error.ts';
import { diskFiles } from '../src/platform/files/durable-files.ts';
import { isDiskFull } from '../src/platform/files/is-disk-full.ts';
import { replaceFile } from '../src/platform/files/replace-file.ts';
import { log } from '../src/platform/log/log.ts';
import { logFilePath } from '../src/platform/log/log-file.ts';
import { logFolder } from '../src/platform/log/log-folder.ts';
import type { Screens } from './application-menu.ts';
import type { Autostart } from './autostart.ts';
import { filesOf, type HostCall, hostCallOf, pathText } from './host-call.ts';
import type { HostProcess } from './host-process.ts';
import { opensAsPicture } from './opens-as-picture.ts';
import { sharingHandlers } from './sharing-handlers.ts';
import { writePicture } from './write-picture.ts';

/** Maximum number of photos in one drag, so that the drag starts at once. */
const MOST_DRAGGED = 500;
/** Maximum size of a backup, as in the contract. */
const MOST_BACKUP_BYTES = 200_000_000;

/** The folder that the user chooses in the native dialog; null if cancelled. */
async function chooseFolder(
  sender: WebContents,
  properties: NonNullable<OpenDialogOptions['properties']> = [],
): Promise<string | null> {
  const options = {
    properties: ['openDirectory' as const, ...properties],
    defaultPath: app.getPath('pictures'),
  };
  const owner = BrowserWindow.fromWebContents(sender);
  const picked = await (owner === null
    ? dialog.showOpenDialog(options)
    : dialog.showOpenDialog(owner, options));
  return picked.canceled ? null : (picked.filePaths[0] ?? null);
}

/** The file of a kind that the user chooses; null if cancelled. */
async function chooseToOpen(sender: WebContents, kind: string, extension: string): Promise<string | null> {
  const options = {
    properties: ['openFile' as const],
    filters: [{ name: kind, extensions: [extension] }],
    defaultPath: app.getPath('documents'),
  };
  const owner = BrowserWindow.fromWebContents(sender);
  const picked = await (owner === null
    ? dialog.showOpenDialog(options)
    : dialog.showOpenDialog(owner, options));
  return picked.canceled ? null : (picked.filePaths[0] ?? null);
}

/** @throws BeachcombError `unavailable`, `bad-request` if it is larger than any backup */
async function readBackup(file: string): Promise<string> {
  try {
    if ((await stat(file)).size <= MOST_BACKUP_BYTES) return await readFile(file, 'utf8');
  } catch (error) {
    throw new BeachcombError('unavailable', String(error), { cause: error });
  }
  throw new BeachcombError('bad-request', 'This file is too large for a backup.');
}

/** The file that the user chooses for the backup of user data; null if cancelled. */
async function chooseFile(sender: WebContents): Promise<string | null> {
  const options = { defaultPath: join(app.getPath('documents'), 'beachcomb-backup.json') };
  const owner = BrowserWindow.fromWebContents(sender);
  const picked = await (owner === null
    ? dialog.showSaveDialog(options)
    : dialog.showSaveDialog(owner, options));
  return picked.canceled || picked.filePath === '' ? null : picked.filePath;
}

/** @throws BeachcombError */
async function saveUserData(call: HostCall, file: string): Promise<void> {
  const { json } = await call('userData.export', {});
  try {
    // An older backup of this name stays until the new one is on the disk.
    replaceFile(diskFiles, file, [json]);
  } catch (error) {
    throw new BeachcombError(isDiskFull(error) ? 'disk-full' : 'unavailable', String(error), {
      cause: error,
    });
  }
}

/** @throws BeachcombError */
async function openPicture(path: string): Promise<void> {
  // A file with another extension might be executed by the system.
  if (!opensAsPicture(path)) return shell.showItemInFolder(path);
  const failure = await shell.openPath(path);
  if (failure !== '') throw new BeachcombError('unavailable', failure);
}

/** @throws BeachcombError */
async function copyPicture(host: HostProcess, photo: number): Promise<void> {
  const picture = await host.picture({ kind: 'copy', photo });
  if (picture === null) throw new BeachcombError('not-found', 'The picture cannot be read just now.');
  await writePicture(picture.bytes).catch((error: unknown) => {
    throw new BeachcombError('unavailable', String(error), { cause: error });
  });
}

/** Drags the existing originals; the icon is the thumbnail of the first requested photo. */
async function drag(host: HostProcess, sender: WebContents, photos: readonly number[]): Promise<void> {
  const files = await filesOf(hostCallOf(host), photos.slice(0, MOST_DRAGGED));
  const [file] = files;
  const [first] = photos;
  if (file === undefined || first === undefined) return;
  const picture = await host.picture({ kind: 'icon', photo: first });
  if (picture === null || sender.isDestroyed()) return;
  sender.startDrag({ file, files, icon: nativeImage.createFromBuffer(Buffer.from(picture.bytes)) });
}

/** Moves files to the trash of the system, one after another. @returns those that stay, with the system's error */
async function trashFiles(files: Output<'trash.paths'>['files']): Promise<Input<'trash.moved'>['failed']> {
  const failed: Input<'trash.moved'>['failed'] = [];
  for (const { file, path } of files)
    try {
      await shell.trashItem(pathText(path));
    } catch (error) {
      log.warn('the system could not move a file to the trash', { error });
      failed.push({ file, error: error instanceof Error ? error.message.slice(0, 200) : 'unknown' });
    }
  return failed;
}

/** Moves what a plan names to the trash of the system. */
async function moveToTrash(call: HostCall, token: string): Promise<Output<'trash.moved'>> {
  const { files } = await call('trash.paths', { token });
  return call('trash.moved', { token, failed: await trashFiles(files) });
}

/** The handlers of the calls that are about files as such. */
const fileHandlers = (
  call: HostCall,
): Pick<DesktopHandlers<WebContents>, 'showFileInFolder' | 'moveToTrash'> => ({
  showFileInFolder: async (file) => {
    shell.showItemInFolder(pathText((await call('file.path', { file })).path));
    return {};
  },
  moveToTrash: ({ token }) => moveToTrash(call, token),
});

/** What keeps the screen on for a window, by the id of its page. */
const blockers = new Map<number, number>();

/** Keeps the screen on until it is called again, or the page is gone or loaded again. */
function keepAwake(sender: WebContents, wanted: boolean): void {
  const { id } = sender;
  const stop = (): void => {
    const blocker = blockers.get(id);
    blockers.delete(id);
    if (blocker !== undefined) powerSaveBlocker.stop(blocker);
  };
  if (!wanted) stop();
  else if (!blockers.has(id)) {
    blockers.set(id, powerSaveBlocker.start('prevent-display-sleep'));
    sender.once('destroyed', stop);
    sender.once('did-start-loading', stop);
    sender.once('render-process-gone', stop);
  }
}

/** The handlers of the calls for which the user chooses a folder or a file. */
const choosingHandlers = (
  call: HostCall,
): Pick<
  DesktopHandlers<WebContents>,
  | 'pickFolder'
  | 'saveUserData'
  | 'readUserData'
  | 'exportSidecars'
  | 'importSidecars'
  | 'copyInto'
  | 'addPack'
> => ({
  pickFolder: async (_input, sender) => {
    const path = await chooseFolder(sender);
    return path === null ? null : call('folders.add', { path });
  },
  saveUserData: async (_input, sender) => {
    const file = await chooseFile(sender);
    if (file !== null) await saveUserData(call, file);
    return file !== null;
  },
  readUserData: async (_input, sender) => {
    const file = await chooseToOpen(sender, 'JSON', 'json');
    return file === null ? null : call('userData.import', { json: await readBackup(file) });
  },
  exportSidecars: async (form, sender) => {
    const path = await chooseFolder(sender, ['createDirectory']);
    return path === null ? null : call('userData.exportSidecars', { path, form });
  },
  importSidecars: async (_input, sender) => {
    const path = await chooseFolder(sender);
    return path === null ? null : call('userData.importSidecars', { path });
  },
  addPack: async (from, sender) => {
    const path = await (from === 'folder' ? chooseFolder(sender) : chooseToOpen(sender, 'ZIP', 'zip'));
    if (path !== null) await call('packs.add', { path });
    return path !== null;
  },
  copyInto: async (wanted, sender) => {
    const path = await chooseFolder(sender, ['createDirectory']);
    if (path !== null) await call('copies.start', { ...wanted, path });
    return path !== null;
  },
});

export interface DesktopParts {
  readonly host: HostProcess;
  /** The window named its screens. */
  readonly onScreens: (screens: Screens) => void;
  /** Null where the program cannot start by itself. */
  readonly autostart: Autostart | null;
}

/** @throws BeachcombError `unavailable` if the system does not allow it */
function setAutostart(autostart: Autostart | null, on: boolean): boolean {
  try {
    autostart?.set(on);
  } catch (error) {
    throw new BeachcombError('unavailable', String(error), { cause: error });
  }
  return autostart?.isOn() ?? false;
}

/** The handlers of the calls about the window itself, and about the program as a whole. */
const windowHandlers = ({
  host,
  onScreens,
  autostart,
}: DesktopParts): Pick<
  DesktopHandlers<WebContents>,
  'setScreens' | 'getAutostart' | 'setAutostart' | 'keepAwake' | 'setFullScreen' | 'startDrag'
> => ({
  setScreens: async (screens) => {
    onScreens(screens);
    return {};
  },
  getAutostart: async () => autostart?.isOn() ?? null,
  setAutostart: async (on) => setAutostart(autostart, on),
  keepAwake: async (wanted, sender) => {
    keepAwake(sender, wanted);
    return {};
  },
  setFullScreen: async (wanted, sender) => {
    BrowserWindow.fromWebContents(sender)?.setFullScreen(wanted);
    return {};
  },
  startDrag: async (photos, sender) => {
    await drag(host, sender, photos);
    return {};
  },
});

/** The handler of every desktop call. */
export function desktopHandlers(parts: DesktopParts): DesktopHandlers<WebContents> {
  const { host } = parts;
  const call = hostCallOf(host);
  const photoPath = async (photo: number): Promise<string> =>
    pathText((await call('photo.path', { photo })).path);
  return {
    ...choosingHandlers(call),
    ...fileHandlers(call),
    ...sharingHandlers(host),
    ...windowHandlers(parts),
    openPhoto: async (photo) => {
      await openPicture(await photoPath(photo));
      return {};
    },
    showInFolder: async (photo) => {
      shell.showItemInFolder(await photoPath(photo));
      return {};
    },
    copyPhoto: async (photo) => {
      await copyPicture(host, photo);
      return {};
    },
    copyText: async (text) => {
      clipboard.writeText(text);
      return {};
    },
    showLog: async () => {
      // Creates the file if nothing has been logged yet.
      log.info('the log is shown');
      shell.showItemInFolder(logFilePath(logFolder()));
      return {};
    },
    copyDiagnostics: async () => {
      const { text } = await call('program.diagnostics', {});
      const { electron, chrome } = process.versions;
      clipboard.writeText(`Electron ${electron}, Chromium ${chrome}\n${text}`);
      return {};
    },
  };
}
