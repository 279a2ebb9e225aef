import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  app,
  BrowserWindow,
  clipboard,
  dialog,
  type IpcMainInvokeEvent,
  ipcMain,
  nativeImage,
  type OpenDialogOptions,
  shell,
  type WebFrameMain,
} from 'electron';
import * as z from 'zod';
import { type Reply, requestSchema } from '../src/api/call.ts';
import { contract, type Settings } from '../src/api/contract.ts';
import { pictureSchema } from '../src/api/host-message.ts';
import { log } from '../src/platform/log/log.ts';
import { logFilePath } from '../src/platform/log/log-file.ts';
import { logFolder } from '../src/platform/log/log-folder.ts';
import { CHANNELS } from './channels.ts';
import type { HostProcess } from './host-process.ts';
import { WINDOW_URL } from './lock-down.ts';
import { opensAsPicture } from './opens-as-picture.ts';
import { writePicture } from './write-picture.ts';

interface Options {
  readonly host: HostProcess;
  /** The window changed the settings. */
  readonly onSettings: (settings: Settings) => void;
}

const refusal = (
  kind: 'not-allowed' | 'not-found' | 'bad-request' | 'disk-full' | 'unavailable',
  detail: string,
): Reply => ({
  ok: false,
  error: { kind, detail },
});
/** The pointer should not wait for more. */
const MOST_DRAGGED = 500;
const done: Reply = { ok: true, output: {} };

/** True for the one page, in its main frame: no other frame may ask for anything. */
const isWindow = (frame: WebFrameMain | null): boolean =>
  frame?.parent === null && frame.url.startsWith(WINDOW_URL);

/** Answers everything that the preload script can send. */
export function answerWindow({ host, onSettings }: Options): void {
  const handle = (
    channel: string,
    answer: (input: unknown, event: IpcMainInvokeEvent) => Promise<Reply>,
  ): void =>
    ipcMain.handle(channel, async (event, input: unknown) => {
      if (!isWindow(event.senderFrame)) return refusal('not-allowed', 'this page may not ask');
      try {
        return await answer(input, event);
      } catch (error) {
        log.error('a call to the shell failed', { call: channel, error });
        throw error;
      }
    });

  /** Where the photo, or another file, lies, or why that cannot be told. */
  const pathOf = async (
    input: unknown,
    call: 'photo.path' | 'file.path' = 'photo.path',
  ): Promise<string | Reply> => {
    const of = call === 'photo.path' ? { photo: input } : { file: input };
    const reply = await host.answer('shell', { call, input: of });
    if (!reply.ok) return reply;
    const bytes = Buffer.from(contract[call].output.parse(reply.output).path, 'base64');
    // Electron takes a path as text only, and a name on Linux need not be any.
    const text = bytes.toString('utf8');
    return bytes.equals(Buffer.from(text))
      ? text
      : refusal('unavailable', 'the name of this file is no text');
  };

  handle(CHANNELS.request, async (input) => {
    const request = requestSchema.safeParse(input);
    if (!request.success) return refusal('bad-request', 'no request of the known form');
    const reply = await host.answer('window', request.data);
    if (request.data.call === 'settings.set' && reply.ok)
      onSettings(contract['settings.set'].output.parse(reply.output));
    return reply;
  });

  /** The dialog for a folder, then the call with its path; the output is null for "cancelled". */
  const withFolder = async (
    { sender }: IpcMainInvokeEvent,
    properties: OpenDialogOptions['properties'],
    ask: (path: string) => Promise<Reply>,
  ): Promise<Reply> => {
    const options = {
      properties: ['openDirectory' as const, ...(properties ?? [])],
      defaultPath: app.getPath('pictures'),
    };
    const owner = BrowserWindow.fromWebContents(sender);
    const picked = await (owner === null
      ? dialog.showOpenDialog(options)
      : dialog.showOpenDialog(owner, options));
    const [path] = picked.filePaths;
    return picked.canceled || path === undefined ? { ok: true, output: null } : ask(path);
  };
  handle(CHANNELS.pickFolder, (_input, event) =>
    withFolder(event, [], (path) => host.answer('shell', { call: 'folders.add', input: { path } })),
  );
  handle(CHANNELS.exportSidecars, (form, event) =>
    withFolder(event, ['createDirectory'], (path) =>
      host.answer('shell', { call: 'userData.exportSidecars', input: { path, form } }),
    ),
  );
  handle(CHANNELS.importSidecars, (_input, event) =>
    withFolder(event, [], (path) =>
      host.answer('shell', { call: 'userData.importSidecars', input: { path } }),
    ),
  );

  handle(CHANNELS.copyInto, (wanted, event) => {
    // What is no such wish the contract refuses, but before the person is asked.
    const photos = z.looseObject({ photos: z.array(z.int()).min(1) }).safeParse(wanted);
    if (!photos.success) return Promise.resolve(refusal('bad-request', 'no photos of the known form'));
    return withFolder(event, ['createDirectory'], (path) =>
      host.answer('shell', { call: 'copies.start', input: { ...photos.data, path } }),
    );
  });

  handle(CHANNELS.saveUserData, async (_input, { sender }) => {
    const options = { defaultPath: join(app.getPath('documents'), 'beachcomb-said.json') };
    const owner = BrowserWindow.fromWebContents(sender);
    const picked = await (owner === null
      ? dialog.showSaveDialog(options)
      : dialog.showSaveDialog(owner, options));
    if (picked.canceled || picked.filePath === '') return { ok: true, output: null };
    const reply = await host.answer('shell', { call: 'userData.export', input: {} });
    if (!reply.ok) return reply;
    try {
      await writeFile(picked.filePath, contract['userData.export'].output.parse(reply.output).json);
    } catch (error) {
      log.warn('a file cannot be written', { call: CHANNELS.saveUserData, error });
      const isFull = (error as NodeJS.ErrnoException).code === 'ENOSPC';
      return refusal(isFull ? 'disk-full' : 'unavailable', String(error));
    }
    return { ok: true, output: true };
  });

  handle(CHANNELS.openPhoto, async (input) => {
    const path = await pathOf(input);
    if (typeof path !== 'string') return path;
    if (!opensAsPicture(path)) {
      shell.showItemInFolder(path);
      return done;
    }
    const failure = await shell.openPath(path);
    if (failure === '') return done;
    log.warn('the system cannot open a photo', { detail: failure });
    return refusal('unavailable', failure);
  });

  handle(CHANNELS.showInFolder, async (input) => {
    const path = await pathOf(input);
    if (typeof path !== 'string') return path;
    shell.showItemInFolder(path);
    return done;
  });

  handle(CHANNELS.showFileInFolder, async (input) => {
    const path = await pathOf(input, 'file.path');
    if (typeof path !== 'string') return path;
    shell.showItemInFolder(path);
    return done;
  });

  handle(CHANNELS.copyPhoto, async (input) => {
    const request = pictureSchema.safeParse({ kind: 'copy', photo: input });
    if (!request.success) return refusal('bad-request', 'no photo of the known form');
    const picture = await host.picture(request.data);
    if (picture === null) return refusal('not-found', 'The picture cannot be read just now.');
    return writePicture(picture.bytes).then(
      () => done,
      (error: unknown) => {
        log.warn('a picture cannot be put into the clipboard', { error });
        return refusal('unavailable', String(error));
      },
    );
  });

  handle(CHANNELS.showLog, () => {
    // There is a file then, even where nothing went wrong so far.
    log.info('the log is shown');
    shell.showItemInFolder(logFilePath(logFolder()));
    return Promise.resolve(done);
  });

  handle(CHANNELS.copyDiagnostics, async () => {
    const reply = await host.answer('shell', { call: 'program.diagnostics', input: {} });
    if (!reply.ok) return reply;
    const { text } = contract['program.diagnostics'].output.parse(reply.output);
    const { electron, chrome } = process.versions;
    await clipboard.writeText(`Electron ${electron}, Chromium ${chrome}\n${text}`);
    return done;
  });

  ipcMain.on(CHANNELS.startDrag, async (event, input: unknown) => {
    if (!isWindow(event.senderFrame)) return;
    const photos = Array.isArray(input) ? input.slice(0, MOST_DRAGGED) : [];
    const files: string[] = [];
    for (const photo of photos) {
      const file = await pathOf(photo);
      if (typeof file === 'string') files.push(file);
    }
    const [file] = files;
    if (file === undefined) return;
    const picture = await host.picture({ kind: 'icon', photo: Number(photos[0]) });
    if (picture === null || event.sender.isDestroyed()) return;
    event.sender.startDrag({
      file,
      files,
      icon: nativeImage.createFromBuffer(Buffer.from(picture.bytes)),
    });
  });
}
