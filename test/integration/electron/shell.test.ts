import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, unlinkSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import type { ElectronApplication, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { DEFAULT_SETTINGS } from '../../../src/api/contract/settings-calls.ts';
import { buildApp } from '../../e2e/build-app.ts';
import { ELECTRON } from '../../e2e/find-browsers.ts';
import { type LaunchedElectron, launchElectron } from '../../e2e/launch-electron.ts';
import { recordAttempt } from '../../support/record-attempt.ts';
import { removeFolder } from '../../support/remove-folder.ts';
import { makePhotos, SMALL_LIBRARY_PHOTOS } from '../entry/http/small-library.ts';
import {
  desktopCallOf,
  inPageOf,
  NOT_ALLOWED,
  type PageWorld,
  requestOf,
  securityChecklist,
} from './security-checklist.ts';

const PAGE = `<!doctype html><title>Beachcomb</title><script>window.inline = true</script><body onload="window.inline = true"><p>test</p>`;

describe.skipIf(ELECTRON === null)('the shell (needs Electron)', () => {
  let folder: string;
  let launched: LaunchedElectron;
  let page: Page;
  let electron: ElectronApplication;
  let photo: number;

  const inPage = <T>(run: (world: PageWorld) => T | Promise<T>): Promise<T> => inPageOf(page, run);
  const request = (call: string, input: unknown): Promise<unknown> => requestOf(page, call, input);
  const desktop = (call: string, input: unknown): Promise<unknown> => desktopCallOf(page, call, input);

  beforeAll(async () => {
    folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'beachcomb-shell-')));
    await makePhotos(path.join(folder, 'photos'));
    for (const name of ['app', 'home', 'picked', 'second']) mkdirSync(path.join(folder, name));
    await buildApp(path.join(folder, 'app'), PAGE);
    launched = await launchElectron({
      app: path.join(folder, 'app'),
      home: path.join(folder, 'home'),
      words: [path.join(folder, 'photos')],
    });
    ({ page, electron } = launched);
    photo = await vi.waitFor(
      async () => {
        const { output } = (await request('search.run', { text: '' })) as {
          output: { hits: { photo: number }[] };
        };
        expect(output.hits).toHaveLength(SMALL_LIBRARY_PHOTOS);
        return output.hits[0]?.photo ?? 0;
      },
      { timeout: 60_000, interval: 100 },
    );
  });
  afterAll(async () => {
    await launched?.close();
    removeFolder(folder);
  });

  beforeEach(({ onTestFailed }) => {
    onTestFailed(
      () => void process.stderr.write(`The log of Electron:\n${launched.log.join('').slice(-8000)}\n`),
    );
  });

  securityChecklist(() => ({
    page,
    electron,
    photo,
    preload: path.join(folder, 'app', 'dist', 'electron', 'preload.cjs'),
  }));

  describe('calls', () => {
    it('pick a folder by the dialog of the system', async () => {
      const answers = await electron.evaluate(
        ({ dialog }, picked) => {
          const results = [
            { canceled: true, filePaths: [] },
            { canceled: false, filePaths: [picked] },
          ];
          dialog.showOpenDialog = () => Promise.resolve(results.shift() ?? { canceled: true, filePaths: [] });
        },
        path.join(folder, 'picked'),
      );
      expect(answers).toBeUndefined();
      expect(await desktop('pickFolder', {})).toEqual({ ok: true, output: null });
      expect(await desktop('pickFolder', {})).toMatchObject({
        ok: true,
        output: { name: 'picked' },
      });
    });

    it('saves what was said into the chosen file, and writes and reads sidecars in the chosen folder', async () => {
      const picked = path.join(folder, 'picked');
      const saved = path.join(folder, 'home', 'said.json');
      await electron.evaluate(
        ({ dialog }, [file, wanted]) => {
          const files = ['', file ?? '', '/proc/none/said.json'];
          dialog.showSaveDialog = () => {
            const filePath = files.shift() ?? '';
            return Promise.resolve({ canceled: filePath === '', filePath });
          };
          dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [wanted ?? ''] });
        },
        [saved, picked],
      );
      await request('favourites.set', { photos: [photo], on: true });
      expect(await desktop('saveUserData', {})).toEqual({ ok: true, output: false });
      expect(await desktop('saveUserData', {})).toEqual({ ok: true, output: true });
      expect(JSON.parse(readFileSync(saved, 'utf8')).favourites).toHaveLength(1);
      expect(await desktop('saveUserData', {})).toMatchObject({ ok: false });
      expect(await desktop('exportSidecars', 'digikam')).toEqual({
        ok: true,
        output: { written: 1, problems: [] },
      });
      expect(await desktop('importSidecars', {})).toEqual({
        ok: true,
        output: { read: 1, matched: 1 },
      });
      await request('favourites.set', { photos: [photo], on: false });
      expect(await desktop('exportSidecars', 'of no form')).toMatchObject({
        ok: false,
        error: { kind: 'bad-request' },
      });
    });

    it('open, show and drag a photo, and no path comes to the page', async () => {
      const others = async (): Promise<number[]> => {
        const { output } = (await request('search.run', { text: '' })) as {
          output: { hits: { photo: number }[] };
        };
        return output.hits.map((hit) => hit.photo).filter((one) => one !== photo);
      };
      await electron.evaluate(({ BrowserWindow, shell }) => {
        const seen: string[] = [];
        Object.assign(globalThis, { seen });
        shell.openPath = (opened) =>
          Promise.resolve(seen.push(`open ${opened}`)).then(() => (opened.includes('photo') ? '' : 'no'));
        shell.showItemInFolder = (shown) => void seen.push(`show ${shown}`);
        const contents = BrowserWindow.getAllWindows()[0]?.webContents;
        if (contents !== undefined)
          contents.startDrag = ({ file, files, icon }) =>
            void seen.push(`drag ${file} ${files?.length} ${typeof icon === 'string' || icon.isEmpty()}`);
      });
      expect(await desktop('openPhoto', photo)).toEqual({ ok: true, output: {} });
      expect(await desktop('showInFolder', photo)).toEqual({ ok: true, output: {} });
      await desktop('startDrag', [photo, 999_999, ...(await others())]);
      for (const none of [[999_999], 1, []]) await desktop('startDrag', none);
      expect(await desktop('openPhoto', 999_999)).toMatchObject({
        ok: false,
        error: { kind: 'not-found' },
      });
      const file = path.join(folder, 'photos', 'photo-\\d.jpg');
      await expect
        .poll(() => electron.evaluate(() => (globalThis as unknown as { seen: string[] }).seen))
        .toEqual([
          expect.stringMatching(`^open ${file}$`),
          expect.stringMatching(`^show ${file}$`),
          expect.stringMatching(`^drag ${file} ${SMALL_LIBRARY_PHOTOS} false$`),
        ]);
    });

    it('show a file that is no photo, by id, and copy a picture into the clipboard', async () => {
      expect(await request('file.path', { file: 1 })).toMatchObject(NOT_ALLOWED);
      await electron.evaluate(({ clipboard, shell }) => {
        const shown: string[] = [];
        Object.assign(globalThis, { shown });
        shell.showItemInFolder = (place) => void shown.push(place);
        clipboard.clear();
      });
      expect(await desktop('showFileInFolder', 1)).toEqual({ ok: true, output: {} });
      expect(await desktop('showFileInFolder', 999_999)).toMatchObject({
        ok: false,
        error: { kind: 'not-found' },
      });
      expect(await desktop('showFileInFolder', '/etc/passwd')).toMatchObject({
        ok: false,
        error: { kind: 'bad-request' },
      });
      expect(await electron.evaluate(() => (globalThis as unknown as { shown: string[] }).shown)).toEqual([
        expect.stringContaining(path.join(folder, 'photos')),
      ]);
      expect(await desktop('copyPhoto', photo)).toEqual({ ok: true, output: {} });
      const size = await electron.evaluate(({ clipboard }) =>
        (clipboard as unknown as { readImage(): { getSize(): object } }).readImage().getSize(),
      );
      expect(size).toMatchObject({ height: 240 });
      for (const none of [999_999, -1, 'x'])
        expect(await desktop('copyPhoto', none)).toMatchObject({ ok: false });
    });

    it('show the log file and copy the diagnostics, and no path comes to the page', async () => {
      await electron.evaluate(({ clipboard, shell }) => {
        const shown: string[] = [];
        Object.assign(globalThis, { shown });
        shell.showItemInFolder = (place) => void shown.push(place);
        clipboard.clear();
      });
      expect(await desktop('showLog', {})).toEqual({ ok: true, output: {} });
      const [log] = await electron.evaluate(() => (globalThis as unknown as { shown: string[] }).shown);
      expect(log).toMatch(/beachcomb\.log$/);
      expect(readFileSync(log ?? '', 'utf8')).toContain('"message":"the log is shown"');
      expect(await desktop('copyDiagnostics', {})).toEqual({ ok: true, output: {} });
      const text = await electron.evaluate(({ clipboard }) => clipboard.readText());
      expect(text).toMatch(/^Electron \d.*\nBeachcomb \d/);
      expect(text).toContain(`photos ${SMALL_LIBRARY_PHOTOS}`);
      expect(text).not.toContain(folder);
      expect(await desktop('copyText', '海滩入口')).toEqual({ ok: true, output: {} });
      expect(await electron.evaluate(({ clipboard }) => clipboard.readText())).toBe('海滩入口');
    });

    it('of the menu reach the window', async () => {
      await page.evaluate(
        'globalThis.heard = []; globalThis.stop = beachcomb.onCommand((command) => heard.push(command))',
      );
      const find = () =>
        electron.evaluate(({ Menu }) => {
          const items = Menu.getApplicationMenu()?.items.flatMap((item) => item.submenu?.items ?? []) ?? [];
          items.find((item) => item.accelerator === 'CommandOrControl+F')?.click();
        });
      await find();
      await expect.poll(() => inPage((world) => world.heard)).toEqual(['find']);
      await page.evaluate('stop()');
      await find();
      await new Promise((resolve) => setTimeout(resolve, 200));
      expect(await inPage((world) => world.heard)).toEqual(['find']);
    });

    it('that change language and theme change menu and system colours too', async () => {
      expect(
        await request('settings.set', { ...DEFAULT_SETTINGS, language: 'zh', theme: 'dark' }),
      ).toMatchObject({ ok: true });
      const seen = await electron.evaluate(({ Menu, nativeTheme }) => [
        Menu.getApplicationMenu()?.items[0]?.label,
        nativeTheme.themeSource,
      ]);
      expect(seen).toEqual(['文件', 'dark']);
    });
  });

  describe('a long life', () => {
    it('a second start hands its folders over and ends', async () => {
      await promisify(execFile)(
        ELECTRON ?? '',
        [
          path.join(folder, 'app', 'dist', 'electron', 'main.mjs'),
          `--user-data-dir=${path.join(folder, 'home', 'window')}`,
          ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
          'second',
        ],
        { cwd: folder, env: { ...process.env, DISPLAY: launched.display }, timeout: 20_000 },
      );
      await expect
        .poll(async () =>
          ((await request('folders.list', {})) as { output: { name: string }[] }).output
            .map(({ name }) => name)
            .sort(),
        )
        .toEqual(['photos', 'picked', 'second']);
      recordAttempt({
        suite: 'faults',
        what: 'Window started a second time',
        times: 1,
        outcome: 'hands its folders over and ends',
        lost: 0,
      });
    });

    it('a page that is reloaded, or whose process dies, comes back', async () => {
      await page.reload();
      expect(await request('settings.get', {})).toMatchObject({ ok: true });
      await page.evaluate('document.title = "before"');
      await electron.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
      );
      const state = () =>
        electron.evaluate(({ BrowserWindow }) => {
          const contents = BrowserWindow.getAllWindows()[0]?.webContents;
          return [contents?.isCrashed(), contents?.isLoading(), contents?.getTitle()];
        });
      await expect.poll(state, { timeout: 15_000 }).toEqual([false, false, 'Beachcomb']);
    });

    it('whose host never starts says so, and still quits', async () => {
      for (const name of ['broken', 'broken-home']) mkdirSync(path.join(folder, name));
      await buildApp(path.join(folder, 'broken'), PAGE);
      unlinkSync(path.join(folder, 'broken', 'src'));
      const broken = await launchElectron({
        app: path.join(folder, 'broken'),
        home: path.join(folder, 'broken-home'),
      });
      // The first lines may be lost where it takes long until it is listened to.
      await expect
        .poll(() => broken.log.join(''), { timeout: 40_000 })
        .toMatch(/The host ended \(exit code 1\)\. It is started again in (?:400|800|1600|3200|6400) ms/);
      expect(
        await broken.page.evaluate(`beachcomb.request({ call: 'status.get', input: {} })`),
      ).toMatchObject({ ok: false, error: { kind: 'unavailable' } });
      await broken.close();
    });

    it('closing the window quits where there is no tray, and the next start has its bounds and library', async () => {
      const bounds = { x: 40, y: 50, width: 700, height: 600 };
      const gone = new Promise((resolve) => electron.process().once('exit', resolve));
      await electron.evaluate(
        ({ BrowserWindow }, wanted) => BrowserWindow.getAllWindows()[0]?.setBounds(wanted),
        bounds,
      );
      const boundsNow = () =>
        electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds());
      await expect.poll(boundsNow).toEqual(bounds);
      // After the reply to this call.
      await electron.evaluate(({ BrowserWindow }) => {
        setTimeout(() => BrowserWindow.getAllWindows()[0]?.close(), 300);
      });
      await gone;
      await launched.close();
      expect(
        JSON.parse(readFileSync(path.join(folder, 'home', 'window', 'window.json'), 'utf8')).bounds,
      ).toEqual(bounds);
      launched = await launchElectron({ app: path.join(folder, 'app'), home: path.join(folder, 'home') });
      ({ page, electron } = launched);
      expect(
        await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds()),
      ).toEqual(bounds);
      expect(await request('settings.get', {})).toEqual({
        ok: true,
        output: { ...DEFAULT_SETTINGS, language: 'zh', theme: 'dark' },
      });
      await expect.poll(() => electron.evaluate(({ nativeTheme }) => nativeTheme.themeSource)).toBe('dark');
    });
  });
});
