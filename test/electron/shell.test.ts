import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, unlinkSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import type { ElectronApplication, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Bridge } from '../../src/api/bridge.ts';
import { buildApp } from '../e2e/build-app.ts';
import { ELECTRON } from '../e2e/find-browsers.ts';
import { type LaunchedElectron, launchElectron } from '../e2e/launch-electron.ts';
import { makePhotos, SMALL_LIBRARY_PHOTOS } from '../server/small-library.ts';
import { recordAttempt } from '../support/record-attempt.ts';

/** What the test page's functions see; they run in the page. */
interface PageWorld {
  readonly beachcomb: Bridge;
  readonly document: {
    createElement(name: string): PageElement;
    body: { append(element: PageElement): void };
  };
  readonly location: { href: string };
  readonly navigator: {
    permissions: { query(of: { name: string }): Promise<{ state: string }> };
    mediaDevices: { getUserMedia(wanted: object): Promise<unknown> };
  };
  readonly Notification: { requestPermission(): Promise<string> };
  open(url: string): unknown;
  inline?: boolean;
  heard?: string[];
}
interface PageElement {
  src: string;
  href: string;
  target: string;
  download: string;
  action: string;
  naturalWidth: number;
  onload: () => void;
  onerror: () => void;
  click(): void;
  submit(): void;
}

const PAGE = `<!doctype html><title>Beachcomb</title><script>window.inline = true</script><body onload="window.inline = true"><p>test</p>`;

describe.skipIf(ELECTRON === null)('the shell (needs Electron)', () => {
  let folder: string;
  let launched: LaunchedElectron;
  let page: Page;
  let electron: ElectronApplication;
  let outside: Server;
  let outsideUrl: string;
  let hits = 0;
  let photo: number;

  const inPage = <T>(run: (world: PageWorld) => T | Promise<T>): Promise<T> =>
    page.evaluate(`(${run})(globalThis)`) as Promise<T>;
  const request = (call: string, input: unknown): Promise<unknown> =>
    page.evaluate(`beachcomb.request(${JSON.stringify({ call, input })})`);
  const notAllowed = { ok: false, error: { kind: 'not-allowed' } };

  beforeAll(async () => {
    folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'beachcomb-shell-')));
    await makePhotos(path.join(folder, 'photos'));
    for (const name of ['app', 'home', 'picked', 'second']) mkdirSync(path.join(folder, name));
    await buildApp(path.join(folder, 'app'), PAGE);
    outside = createServer((_request, response) => {
      hits += 1;
      response.end('outside');
    });
    await new Promise<void>((resolve) => outside.listen(0, '127.0.0.1', resolve));
    outsideUrl = `http://127.0.0.1:${(outside.address() as AddressInfo).port}/`;
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
    outside?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  describe('the window', () => {
    it('is isolated, sandboxed and has no Node', async () => {
      const preferences = await electron.evaluate(({ BrowserWindow }) => {
        const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
          getLastWebPreferences(): object;
        };
        return contents.getLastWebPreferences();
      });
      expect(preferences).toMatchObject({
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        nodeIntegrationInSubFrames: false,
        webSecurity: true,
        webviewTag: false,
        allowRunningInsecureContent: false,
      });
      expect(await page.evaluate('[typeof require, typeof process, typeof module, typeof Buffer]')).toEqual(
        Array(4).fill('undefined'),
      );
    });

    it('gets exactly the bridge of the contract, and cannot change it', async () => {
      const keys = await inPage((world) => Object.keys(world.beachcomb).sort());
      const wanted: Record<keyof Bridge, true> = {
        request: true,
        pickFolder: true,
        saveSaid: true,
        exportSidecars: true,
        importSidecars: true,
        openPhoto: true,
        showInFolder: true,
        startDrag: true,
        photoBase: true,
        onCommand: true,
      };
      expect(keys).toEqual(Object.keys(wanted).sort());
      await page.evaluate('try { beachcomb.photoBase = "http://evil.example/" } catch {}');
      expect(await inPage((world) => world.beachcomb.photoBase)).toBe('photo://');
    });

    it('has the strict policy, and it holds: no inline script, no code from strings, no frame', async () => {
      const policy = await page.evaluate(
        'fetch(location.href).then((it) => it.headers.get("content-security-policy"))',
      );
      expect(policy).toMatch(
        /^default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' photo: data:; connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'/,
      );
      expect(await inPage((world) => world.inline)).toBeUndefined();
      // Through a script of the page, since the debugger itself may evaluate anything.
      expect(
        await page.evaluate(
          'new Promise((resolve) => { try { setTimeout("resolved = true", 0) } catch {} setTimeout(() => resolve(typeof resolved), 100) })',
        ),
      ).toBe('undefined');
      await inPage((world) => {
        const frame = world.document.createElement('iframe');
        frame.src = world.location.href;
        world.document.body.append(frame);
      });
      // A frame that may not load shows an error page, which is of no origin.
      await expect.poll(() => page.evaluate('document.querySelector("iframe").contentDocument')).toBeNull();
    });

    it('cannot go elsewhere, open another or download', async () => {
      const places = [
        'https://example.org/',
        outsideUrl,
        'file:///etc/passwd',
        'app://beachcomb/other',
        'app://evil/',
        `photo://original/${photo}`,
        'javascript:1',
      ];
      for (const place of places) {
        await page.evaluate(`location.href = ${JSON.stringify(place)}`).catch(() => {});
        expect(await page.evaluate(`open(${JSON.stringify(place)}) === null`), place).toBe(true);
        await page.evaluate(`(() => {
          for (const more of [{}, { target: '_blank' }, { download: 'x' }])
            Object.assign(document.createElement('a'), { href: ${JSON.stringify(place)}, ...more }).click();
        })()`);
      }
      await inPage((world) => {
        const form = world.document.createElement('form');
        form.action = 'https://example.org/';
        world.document.body.append(form);
        form.submit();
      });
      await new Promise((resolve) => setTimeout(resolve, 500));
      expect(page.url()).toBe('app://beachcomb/');
      expect(await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
      expect(
        await electron.evaluate(
          ({ webContents }) =>
            webContents.getAllWebContents().filter((it) => !it.getURL().startsWith('devtools:')).length,
        ),
      ).toBe(1);
      expect(hits).toBe(0);
    });

    it('cannot save a file', async () => {
      const prevented = await electron.evaluate(
        ({ session: { defaultSession } }, url) =>
          new Promise((resolve) => {
            defaultSession.once('will-download', (event) => resolve(event.defaultPrevented));
            defaultSession.downloadURL(url);
          }),
        `photo://original/${photo}`,
      );
      expect(prevented).toBe(true);
    });

    it('comes back from about:blank, to which nothing announces the way', async () => {
      for (const place of ['about:blank', 'about:srcdoc']) {
        await page.evaluate(`globalThis.mark = true; location.href = '${place}'`).catch(() => {});
        await expect
          .poll(() => page.evaluate('[location.href, typeof mark, typeof beachcomb]').catch(() => null), {
            timeout: 10_000,
          })
          .toEqual(['app://beachcomb/', 'undefined', 'object']);
      }
    });

    it('gets no permission', async () => {
      for (const name of [
        'geolocation',
        'notifications',
        'camera',
        'microphone',
        'midi',
        'clipboard-read',
        'persistent-storage',
      ])
        expect(
          await page.evaluate(`navigator.permissions.query({ name: '${name}' }).then(({ state }) => state)`),
          name,
        ).toBe('denied');
      expect(await inPage((world) => world.Notification.requestPermission())).toBe('denied');
      expect(
        await page.evaluate(
          `navigator.mediaDevices.getUserMedia({ video: true }).then(() => 'given', ({ name }) => name)`,
        ),
      ).toMatch(/NotAllowedError|NotFoundError/);
      expect(
        await page.evaluate(
          `new Promise((resolve) => navigator.geolocation.getCurrentPosition(() => resolve('given'), ({ code }) => resolve(code)))`,
        ),
      ).toBe(1);
    });

    it('has no webview', async () => {
      expect(
        await page.evaluate(
          `(() => { const view = document.createElement('webview'); view.src = 'https://example.org/'; document.body.append(view); return typeof view.getWebContentsId; })()`,
        ),
      ).toBe('undefined');
    });
  });

  describe('the network', () => {
    it('is out of reach for page and session, even on this machine', async () => {
      expect(
        await page.evaluate(`fetch(${JSON.stringify(outsideUrl)}).then(() => 'reached', () => 'refused')`),
      ).toBe('refused');
      expect(
        await page.evaluate(
          `new Promise((resolve) => { const picture = new Image(); picture.onload = () => resolve('reached'); picture.onerror = () => resolve('refused'); picture.src = ${JSON.stringify(outsideUrl)} })`,
        ),
      ).toBe('refused');
      // Twice over: what asks is stopped by the session, and no name has an address.
      const errors = await electron.evaluate(
        ({ net, session }, url) =>
          Promise.all(
            [net.fetch(url), session.defaultSession.fetch(url)].map((it) => it.then(() => 'reached', String)),
          ),
        outsideUrl,
      );
      expect(errors).toEqual(Array(2).fill(expect.stringContaining('ERR_BLOCKED_BY_CLIENT')));
      expect(
        await electron.evaluate(({ session }) =>
          session.defaultSession.resolveHost('localhost').then(
            () => 'found',
            () => 'refused',
          ),
        ),
      ).toBe('refused');
      expect(hits).toBe(0);
    });

    it('is not used by Chromium in the background, and no dictionary is loaded', async () => {
      expect(
        await electron.evaluate(({ app, session }) => [
          ...[
            'disable-background-networking',
            'disable-component-update',
            'disable-domain-reliability',
            'disable-sync',
            'no-pings',
          ].map((name) => app.commandLine.hasSwitch(name)),
          session.defaultSession.isSpellCheckerEnabled(),
        ]),
      ).toEqual([true, true, true, true, true, false]);
    });
  });

  describe('the protocols', () => {
    const status = (url: string, method = 'GET'): Promise<number | string> =>
      electron.evaluate(
        ({ net }, asked) =>
          net.fetch(asked.url, { method: asked.method }).then(
            (it) => it.status,
            (error) => String(error),
          ),
        { url, method },
      );

    it('give pictures by id, to the page as well', async () => {
      expect(await status(`photo://thumbnail/${photo}`)).toBe(200);
      expect(
        await page.evaluate(
          `new Promise((resolve, reject) => { const picture = new Image(); picture.onload = () => resolve(picture.naturalWidth); picture.onerror = reject; picture.src = 'photo://original/${photo}' })`,
        ),
      ).toBeGreaterThanOrEqual(320);
    });

    it.each([
      'thumbnail/0',
      'thumbnail/999999',
      'original/-1',
      'original/01',
      'original/1e1',
      'thumbnail/',
      'thumbnail/1/..',
      'thumbnail/x',
      'nothing/1',
      'original/1?x',
      'original/%31',
      'original//etc/passwd',
      'constructor/1',
      `original/${'9'.repeat(30)}`,
    ])('give nothing for photo://%s', async (name) => {
      expect(await status(`photo://${name}`)).toBe(404);
    });

    it.each([
      'app://beachcomb/../main.mjs',
      'app://beachcomb/%2e%2e/electron/main.mjs',
      'app://beachcomb//etc/passwd',
      'app://beachcomb/__proto__',
      'app://evil/',
      'app://evil/index.html',
      'app://beachcomb/x',
    ])('give nothing for %s', async (url) => {
      expect(await status(url)).toBe(404);
    });

    it('only read', async () => {
      expect([
        await status('app://beachcomb/', 'POST'),
        await status(`photo://thumbnail/${photo}`, 'DELETE'),
      ]).toEqual([404, 404]);
    });
  });

  describe('calls', () => {
    it('are those of the window only', async () => {
      expect(await request('photo.path', { photo })).toMatchObject(notAllowed);
      expect(await request('folders.add', { path: '/' })).toMatchObject(notAllowed);
      expect(await request('constructor', {})).toMatchObject(notAllowed);
      expect(await page.evaluate('beachcomb.request("x")')).toMatchObject({
        ok: false,
        error: { kind: 'bad-request' },
      });
      expect(await page.evaluate('beachcomb.openPhoto("../../etc/passwd")')).toMatchObject({
        ok: false,
        error: { kind: 'bad-request' },
      });
    });

    it('are not answered to another page, though it has the bridge', async () => {
      const answers = await electron.evaluate(
        async ({ BrowserWindow }, preload) => {
          const other = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } });
          await other.loadURL('data:text/html,other');
          const answered = await other.webContents.executeJavaScript(
            `Promise.all([beachcomb.request({ call: 'settings.get', input: {} }), beachcomb.pickFolder(), beachcomb.openPhoto(1), beachcomb.showInFolder(1), beachcomb.saveSaid(), beachcomb.exportSidecars('digikam'), beachcomb.importSidecars()])`,
          );
          other.destroy();
          return answered;
        },
        path.join(folder, 'app', 'dist', 'electron', 'preload.cjs'),
      );
      expect(answers).toMatchObject(Array(7).fill(notAllowed));
    });

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
      expect(await inPage((world) => world.beachcomb.pickFolder())).toEqual({ ok: true, output: null });
      expect(await inPage((world) => world.beachcomb.pickFolder())).toMatchObject({
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
      expect(await inPage((world) => world.beachcomb.saveSaid())).toEqual({ ok: true, output: null });
      expect(await inPage((world) => world.beachcomb.saveSaid())).toEqual({ ok: true, output: true });
      expect(JSON.parse(readFileSync(saved, 'utf8')).favourites).toHaveLength(1);
      expect(await inPage((world) => world.beachcomb.saveSaid())).toMatchObject({ ok: false });
      expect(await inPage((world) => world.beachcomb.exportSidecars('digikam'))).toEqual({
        ok: true,
        output: { written: 1, problems: [] },
      });
      expect(await inPage((world) => world.beachcomb.importSidecars())).toEqual({
        ok: true,
        output: { read: 1, matched: 1 },
      });
      await request('favourites.set', { photos: [photo], on: false });
      expect(await page.evaluate('beachcomb.exportSidecars("of no form")')).toMatchObject({
        ok: false,
        error: { kind: 'bad-request' },
      });
    });

    it('open, show and drag a photo, and no path comes to the page', async () => {
      await electron.evaluate(({ BrowserWindow, shell }) => {
        const seen: string[] = [];
        Object.assign(globalThis, { seen });
        shell.openPath = (opened) =>
          Promise.resolve(seen.push(`open ${opened}`)).then(() => (opened.includes('photo') ? '' : 'no'));
        shell.showItemInFolder = (shown) => void seen.push(`show ${shown}`);
        const contents = BrowserWindow.getAllWindows()[0]?.webContents;
        if (contents !== undefined)
          contents.startDrag = ({ file, icon }) =>
            void seen.push(`drag ${file} ${typeof icon === 'string' || icon.isEmpty()}`);
      });
      expect(await page.evaluate(`beachcomb.openPhoto(${photo})`)).toEqual({ ok: true, output: {} });
      expect(await page.evaluate(`beachcomb.showInFolder(${photo})`)).toEqual({ ok: true, output: {} });
      await page.evaluate(`beachcomb.startDrag(${photo})`);
      await page.evaluate('beachcomb.startDrag(999999)');
      expect(await page.evaluate('beachcomb.openPhoto(999999)')).toMatchObject({
        ok: false,
        error: { kind: 'not-found' },
      });
      const file = path.join(folder, 'photos', 'photo-\\d.jpg');
      await expect
        .poll(() => electron.evaluate(() => (globalThis as unknown as { seen: string[] }).seen))
        .toEqual([
          expect.stringMatching(`^open ${file}$`),
          expect.stringMatching(`^show ${file}$`),
          expect.stringMatching(`^drag ${file} false$`),
        ]);
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
      expect(await request('settings.set', { language: 'zh', theme: 'dark' })).toMatchObject({ ok: true });
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
      await expect
        .poll(() => broken.log.join(''), { timeout: 10_000 })
        .toMatch(/The host ended \(exit code 1\)\. It is started again in 400 ms/);
      expect(
        await broken.page.evaluate(`beachcomb.request({ call: 'status.get', input: {} })`),
      ).toMatchObject({ ok: false, error: { kind: 'unavailable' } });
      await broken.close();
    });

    it('closing the window quits where there is no tray, and the next start has its bounds and library', async () => {
      const bounds = { x: 40, y: 50, width: 700, height: 600 };
      const gone = new Promise((resolve) => electron.process().once('exit', resolve));
      await electron.evaluate(({ BrowserWindow }, wanted) => {
        const [window] = BrowserWindow.getAllWindows();
        window?.setBounds(wanted);
        setTimeout(() => window?.close(), 300);
      }, bounds);
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
        output: { language: 'zh', theme: 'dark' },
      });
      await expect.poll(() => electron.evaluate(({ nativeTheme }) => nativeTheme.themeSource)).toBe('dark');
    });
  });
});
