import { existsSync, mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DevHost, startDevHost } from '../../../scripts/dev/dev-host.ts';
import { type DevServer, openDevServer } from '../../../scripts/dev/dev-server.ts';
import {
  KEY_HEADER,
  picturePath,
  type SessionSecrets,
  secretsFrom,
} from '../../../src/api/session-secrets.ts';
import { ROOT } from '../../support/paths.ts';
import { removeFolder } from '../../support/remove-folder.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'beachcomb-'));
let host: DevHost;
let server: DevServer;
let origin: string;
let cookie = '';
let secrets: SessionSecrets = { key: '', pictures: '' };

const get = (to: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(origin + to, { headers, redirect: 'manual' });
const call = (headers: Record<string, string> = { [KEY_HEADER]: secrets.key }): Promise<Response> =>
  fetch(`${origin}/api`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie, origin, ...headers },
    body: JSON.stringify({ call: 'settings.get', input: {} }),
  });

beforeAll(async () => {
  if (!existsSync(path.join(ROOT, 'dist', 'renderer', 'index.html')))
    await build({ configFile: path.join(ROOT, 'renderer', 'vite.config.ts'), logLevel: 'warn' });
  host = startDevHost({ library: path.join(folder, 'library.sqlite'), folders: [], log: () => {} });
  server = await openDevServer({ port: 0, host });
  origin = new URL(server.url).origin;
});
afterAll(async () => {
  await server?.close();
  await host?.close();
  removeFolder(folder);
});

describe('the development server', () => {
  it.each(['/', '/main.tsx', '/@vite/client', '/photo/thumbnail/1'])(
    'gives %s to nobody without a session',
    async (to) => {
      expect((await get(to)).status).toBe(401);
    },
  );

  it('refuses the page of another origin, also with a session', async () => {
    expect((await get('/', { origin: 'http://example.com' })).status).toBe(403);
    expect((await get('/', { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
  });

  it('lets one browser in with its token, and serves it the window from its sources', async () => {
    const entered = await fetch(server.url, { redirect: 'manual' });
    expect(entered.status).toBe(303);
    cookie = entered.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    secrets = secretsFrom((entered.headers.get('location') ?? '').slice(1)) ?? secrets;
    expect((await fetch(server.url, { redirect: 'manual' })).status).toBe(401);
    expect(await (await get('/', { cookie })).text()).toContain('/@vite/client');
    expect(await (await get('/main.tsx', { cookie })).text()).toContain('createRoot');
  });

  it('passes calls on to the host, also to the one that was started after a change of src', async () => {
    const { origin: before } = await host.session();
    // The cookie alone is sent to every port.
    expect((await call({})).status).toBe(401);
    expect((await get('/photo/x/thumbnail/1', { cookie })).status).toBe(401);
    expect((await get(picturePath(secrets, 'thumbnail', 1), { cookie })).status).toBe(404);
    expect(await (await call()).json()).toMatchObject({ ok: true });
    host.restart();
    expect(await (await call()).json()).toMatchObject({ ok: true });
    expect((await host.session()).origin).not.toBe(before);
  });
});
