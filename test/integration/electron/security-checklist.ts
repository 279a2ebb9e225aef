import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ElectronApplication, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Bridge } from '../../../src/api/bridge.ts';
import { desktopContract } from '../../../src/api/contract/desktop.ts';

/** What the test page's functions see; they run in the page. */
export interface PageWorld {
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

interface Shell {
  /** The window's page, with the bridge. */
  readonly page: Page;
  readonly electron: ElectronApplication;
  /** Id of a photo in its library, 320 pixels wide or more. */
  readonly photo: number;
  /** Path of the preload script that the window has. */
  readonly preload: string;
}

export const inPageOf = <T>(page: Page, run: (world: PageWorld) => T | Promise<T>): Promise<T> =>
  page.evaluate(`(${run})(globalThis)`) as Promise<T>;
export const requestOf = (page: Page, call: string, input: unknown): Promise<unknown> =>
  page.evaluate(`beachcomb.request(${JSON.stringify({ call, input })})`);
export const desktopCallOf = (page: Page, call: string, input: unknown): Promise<unknown> =>
  page.evaluate(`beachcomb.desktop(${JSON.stringify({ call, input })})`);
export const NOT_ALLOWED = { ok: false, error: { kind: 'not-allowed' } };

/**
 * What Electron's security checklist asks, as tests of a shell that runs: the same for a checkout and for the
 * packaged program.
 * @param shell is called when the tests run, after the caller's `beforeAll`
 */
export function securityChecklist(shell: () => Shell): void {
  /** A server on this machine, which nothing may reach. */
  let outside: Server;
  let outsideUrl: string;
  let hits = 0;
  beforeAll(async () => {
    outside = createServer((_request, response) => {
      hits += 1;
      response.end('outside');
    });
    await new Promise<void>((resolve) => outside.listen(0, '127.0.0.1', resolve));
    outsideUrl = `http://127.0.0.1:${(outside.address() as AddressInfo).port}/`;
  });
  afterAll(() => void outside?.close());

  describe('the window', () => {
    it('is isolated, sandboxed and has no Node', async () => {
      const { page, electron } = shell();
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
      const { page } = shell();
      const keys = await inPageOf(page, (world) => Object.keys(world.beachcomb).sort());
      const wanted: Record<keyof Bridge, true> = {
        request: true,
        desktop: true,
        photoBase: true,
        abilities: true,
        onCommand: true,
      };
      expect(keys).toEqual(Object.keys(wanted).sort());
      await page.evaluate('try { beachcomb.photoBase = "http://evil.example/" } catch {}');
      expect(await inPageOf(page, (world) => world.beachcomb.photoBase)).toBe('photo://');
    });

    it('has the strict policy, and it holds: no inline script, no code from strings, no frame', async () => {
      const { page } = shell();
      const policy = await page.evaluate(
        'fetch(location.href).then((it) => it.headers.get("content-security-policy"))',
      );
      expect(policy).toMatch(
        /^default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' photo: data:; media-src photo:; connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'/,
      );
      // What the page brought, where it brought any, and what one that was taken over would add.
      await page.evaluate(`(() => {
        const script = document.createElement('script');
        try { script.textContent = 'window.inline = true'; } catch {}
        document.body.append(script);
        try { document.body.setAttribute('onclick', 'window.inline = true'); } catch {}
        document.body.click();
      })()`);
      expect(await inPageOf(page, (world) => world.inline)).toBeUndefined();
      // Through a script of the page, since the debugger itself may evaluate anything.
      expect(
        await page.evaluate(
          'new Promise((resolve) => { try { setTimeout("resolved = true", 0) } catch {} setTimeout(() => resolve(typeof resolved), 100) })',
        ),
      ).toBe('undefined');
      await inPageOf(page, (world) => {
        const frame = world.document.createElement('iframe');
        frame.src = world.location.href;
        world.document.body.append(frame);
      });
      // A frame that may not load shows an error page, which is of no origin.
      await expect.poll(() => page.evaluate('document.querySelector("iframe").contentDocument')).toBeNull();
    });

    it('cannot go elsewhere, open another or download', async () => {
      const { page, electron, photo } = shell();
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
      await inPageOf(page, (world) => {
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
      const { electron, photo } = shell();
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
      const { page } = shell();
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
      const { page } = shell();
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
      expect(await inPageOf(page, (world) => world.Notification.requestPermission())).toBe('denied');
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
      const { page } = shell();
      expect(
        await page.evaluate(
          `(() => { const view = document.createElement('webview'); view.src = 'https://example.org/'; document.body.append(view); return typeof view.getWebContentsId; })()`,
        ),
      ).toBe('undefined');
    });
  });

  describe('the network', () => {
    it('is out of reach for page and session, even on this machine', async () => {
      const { page, electron } = shell();
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
      const { electron } = shell();
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
      shell().electron.evaluate(
        ({ net }, asked) =>
          net.fetch(asked.url, { method: asked.method }).then(
            (it) => it.status,
            (error) => String(error),
          ),
        { url, method },
      );

    it('give pictures by id, to the page as well', async () => {
      const { page, photo } = shell();
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
      const { photo } = shell();
      expect([
        await status('app://beachcomb/', 'POST'),
        await status(`photo://thumbnail/${photo}`, 'DELETE'),
      ]).toEqual([404, 404]);
    });
  });

  describe('calls of the page', () => {
    // A host that gives no sign of life for three minutes is replaced, and only then answers.
    it('are those of the window only', { timeout: 480_000 }, async () => {
      const { page, photo } = shell();
      await expect
        .poll(() => requestOf(page, 'photo.path', { photo }), { timeout: 420_000, interval: 1000 })
        .toMatchObject(NOT_ALLOWED);
      expect(await requestOf(page, 'folders.add', { path: '/' })).toMatchObject(NOT_ALLOWED);
      expect(await requestOf(page, 'constructor', {})).toMatchObject(NOT_ALLOWED);
      expect(await page.evaluate('beachcomb.request("x")')).toMatchObject({
        ok: false,
        error: { kind: 'bad-request' },
      });
      expect(await desktopCallOf(page, 'openPhoto', '../../etc/passwd')).toMatchObject({
        ok: false,
        error: { kind: 'bad-request' },
      });
      for (const name of ['constructor', '__proto__', 'photo.path', 'settings.get'])
        expect(await desktopCallOf(page, name, {}), name).toMatchObject(NOT_ALLOWED);
      expect(await page.evaluate('beachcomb.desktop("openPhoto")')).toMatchObject({
        ok: false,
        error: { kind: 'bad-request' },
      });
    });

    it('are not answered to another page, though it has the bridge', async () => {
      const { electron, preload } = shell();
      const names = Object.keys(desktopContract);
      const answers = await electron.evaluate(
        async ({ BrowserWindow }, [preload, calls]) => {
          const other = new BrowserWindow({
            show: false,
            webPreferences: { preload: preload ?? '', sandbox: true },
          });
          await other.loadURL('data:text/html,other');
          const answered = await other.webContents.executeJavaScript(
            `Promise.all([beachcomb.request({ call: 'settings.get', input: {} }), ...${calls}.map((call) => beachcomb.desktop({ call, input: 1 }))])`,
          );
          other.destroy();
          return answered;
        },
        [preload, JSON.stringify(names)],
      );
      expect(answers).toMatchObject(Array(1 + names.length).fill(NOT_ALLOWED));
    });
  });
}
