import { mkdirSync, mkdtempSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { desktopContract } from '../../../src/api/contract/desktop.ts';
import { UserDataWriter } from '../../../src/store/user-data-writer.ts';
import { buildApp } from '../../e2e/build-app.ts';
import { ELECTRON } from '../../e2e/find-browsers.ts';
import { type LaunchedElectron, launchElectron } from '../../e2e/launch-electron.ts';
import { ROOT } from '../../support/paths.ts';
import { removeFolder } from '../../support/remove-folder.ts';
import { requestOf } from './security-checklist.ts';

const FILMS = path.join(ROOT, 'test', 'fixtures', 'films');
const PAGE = 'app://films/film-page.html';
const WITHIN = { timeout: 60_000, interval: 50 };
/** So many that the window is there for some seconds. */
const COUNT = 30;

/** Films of one picture and different bytes: a box that players pass over is added at the end. */
function writeFilms(folder: string): void {
  const film = readFileSync(path.join(FILMS, 'h264.mp4'));
  for (let n = 0; n < COUNT; n += 1) {
    const box = Buffer.from('0000000c66726565ffff0000', 'hex');
    box.writeUInt16BE(n, 10);
    writeFileSync(path.join(folder, `${n}.mp4`), Buffer.concat([film, box]));
  }
}

describe.skipIf(ELECTRON === null)('the hidden window that decodes films (needs Electron)', () => {
  const root = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'beachcomb-film-window-')));
  let launched: LaunchedElectron;

  beforeAll(async () => {
    const [app = '', home = '', files = ''] = ['app', 'home', 'files'].map((name) => path.join(root, name));
    for (const folder of [app, home, files]) mkdirSync(folder);
    writeFilms(files);
    await buildApp(app);
    const userData = new UserDataWriter(path.join(home, 'library.sqlite'));
    userData.addFolder(Buffer.from(files), 0);
    userData.close();
    launched = await launchElectron({ app, home });
  });
  afterAll(async () => {
    await launched?.close();
    removeFolder(root);
  });

  /** What a script returns in the page of the hidden window; null while there is none. */
  const inHidden = (script: string): Promise<unknown> =>
    launched.electron.evaluate(
      async ({ webContents }, [url, text]) => {
        const page = webContents.getAllWebContents().find((one) => one.getURL() === url);
        return page === undefined ? null : page.executeJavaScript(text ?? '');
      },
      [PAGE, script],
    );
  const films = async (): Promise<{ waiting: number; unreadable: number }> => {
    const { output } = (await requestOf(launched.page, 'status.get', {})) as {
      output: { films: { waiting: number; unreadable: number } };
    };
    return output.films;
  };

  it('is sandboxed, has one function, and reaches no network, file, picture or call', async () => {
    await expect.poll(() => inHidden('1'), WITHIN).toBe(1);
    const [preferences, isVisible, others] = await launched.electron.evaluate(
      ({ BrowserWindow, session }, url) => {
        const window = BrowserWindow.getAllWindows().find((one) => one.webContents.getURL() === url);
        const contents = window?.webContents as unknown as { getLastWebPreferences(): object };
        return [
          contents.getLastWebPreferences(),
          window?.isVisible(),
          window?.webContents.session === session.defaultSession,
        ];
      },
      PAGE,
    );
    expect(preferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      allowRunningInsecureContent: false,
    });
    expect([isVisible, others]).toEqual([false, false]);
    const asked = await inHidden(`(async () => {
      const refused = (work) => Promise.resolve().then(work).then(() => 'reached', () => 'refused');
      const loaded = (name, src) => new Promise((resolve) => {
        const element = document.createElement(name);
        element.onload = element.onloadeddata = () => resolve('reached');
        element.onerror = () => resolve('refused');
        element.src = src;
        document.body.append(element);
      });
      return {
        globals: [typeof require, typeof process, typeof Buffer, typeof beachcomb],
        bridge: Object.keys(beachcombFilms),
        fetched: await Promise.all(
          ['https://example.org/', 'http://127.0.0.1:1/', 'app://films/film-page.html', 'app://beachcomb/',
           'photo://original/1', 'photo://thumbnail/1', 'file:///etc/passwd'].map((url) => refused(() => fetch(url))),
        ),
        loaded: await Promise.all([
          loaded('img', 'photo://thumbnail/1'), loaded('video', 'photo://original/1'),
          loaded('img', 'https://example.org/x.png'), loaded('img', 'data:image/gif;base64,R0lGODlhAQABAAAAACw='),
        ]),
        permissions: await Promise.all(['geolocation', 'notifications', 'camera', 'clipboard-read'].map((name) =>
          navigator.permissions.query({ name }).then(({ state }) => state))),
        opened: open('app://films/film-page.html') === null,
        inline: await refused(() => { const script = document.createElement('script'); script.textContent = '1'; }),
      };
    })()`);
    expect(asked).toEqual({
      globals: Array(4).fill('undefined'),
      bridge: ['onFilm'],
      fetched: Array(7).fill('refused'),
      loaded: Array(4).fill('refused'),
      permissions: Array(4).fill('denied'),
      opened: true,
      inline: 'refused',
    });
  });

  it('has no call of the window, though a page of its own origin had the bridge for them', async () => {
    const names = Object.keys(desktopContract);
    const answers = await launched.electron.evaluate(
      async ({ BrowserWindow }, [preload, url, calls]) => {
        const other = new BrowserWindow({
          show: false,
          webPreferences: { preload: preload ?? '', sandbox: true, partition: 'films' },
        });
        await other.loadURL(url ?? '');
        const answered = await other.webContents.executeJavaScript(
          `Promise.all([beachcomb.request({ call: 'settings.get', input: {} }), ...${calls}.map((call) => beachcomb.desktop({ call, input: 1 }))])`,
        );
        other.destroy();
        return answered;
      },
      [path.join(root, 'app', 'dist', 'electron', 'preload.cjs'), PAGE, JSON.stringify(names)],
    );
    const refused = { ok: false, error: { kind: 'not-allowed' } };
    expect(answers).toMatchObject(Array(1 + names.length).fill(refused));
    // Nor has the window the calls of films.
    for (const call of ['films.next', 'films.decoded'])
      expect(await requestOf(launched.page, call, { decoder: 'desktop' })).toMatchObject(refused);
  });

  it('stays where it is', async () => {
    await expect.poll(() => inHidden('1'), WITHIN).toBe(1);
    for (const place of ['https://example.org/', 'file:///etc/passwd', 'app://beachcomb/', 'app://films/x'])
      await inHidden(`location.href = ${JSON.stringify(place)}; 1`).catch(() => {});
    expect(await inHidden('location.href')).toBe(PAGE);
    const status = (url: string): Promise<number> =>
      launched.electron.evaluate(
        ({ session }, asked) =>
          session
            .fromPartition('films')
            .fetch(asked)
            .then(({ status: it }) => it),
        url,
      );
    expect(await status(PAGE)).toBe(200);
    for (const url of [
      'app://films/',
      'app://films/index.html',
      'app://films/assets/../index.html',
      'app://beachcomb/',
    ])
      expect(await status(url), url).toBe(404);
  });

  it('costs one film at most where its process is killed, and comes back', async () => {
    await expect.poll(() => inHidden('1'), WITHIN).toBe(1);
    await launched.electron.evaluate(({ webContents }, url) => {
      webContents
        .getAllWebContents()
        .find((one) => one.getURL() === url)
        ?.forcefullyCrashRenderer();
    }, PAGE);
    await expect.poll(async () => (await films()).waiting, WITHIN).toBeLessThanOrEqual(1);
    // The one that it had is tried again by the next run.
    await requestOf(launched.page, 'index.rescan', {});
    await expect.poll(films, WITHIN).toEqual({ waiting: 0, unreadable: 0 });
    const { output } = (await requestOf(launched.page, 'search.run', { text: 'type:mp4 lighthouse' })) as {
      output: { likely: number };
    };
    expect(output.likely).toBe(COUNT);
  });

  it('is closed when no film waits', async () => {
    await expect
      .poll(() => launched.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length), {
        timeout: 60_000,
        interval: 500,
      })
      .toBe(1);
  });
});
