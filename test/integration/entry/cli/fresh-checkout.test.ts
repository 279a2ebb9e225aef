import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { expect, it, onTestFinished } from 'vitest';
import { ROOT } from '../../../support/paths.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { ask } from '../http/ask.ts';
import { enterServer } from '../http/enter-server.ts';

/** As on a shell: the tests of a checkout of unusual name have options of their own. */
const ENV = { ...process.env, LC_ALL: 'en_US.UTF-8', NODE_OPTIONS: '', BEACHCOMB_ROOT: undefined };

/** A checkout in which nothing is built, in a folder as people name them. */
function checkout({ isInstalled }: { readonly isInstalled: boolean }): string {
  const folder = path.join(tempFolder(), 'My photos 照片 (2)');
  mkdirSync(folder);
  for (const name of [
    'package.json',
    'package-lock.json',
    'tsconfig.json',
    'scripts',
    'src',
    'renderer',
    'electron',
  ])
    cpSync(path.join(ROOT, name), path.join(folder, name), { recursive: true });
  for (const name of ['models', ...(isInstalled ? ['node_modules'] : [])])
    symlinkSync(path.join(ROOT, name), path.join(folder, name));
  return folder;
}

const script = (folder: string): string => path.join(folder, 'scripts', 'beachcomb.mjs');

/** The page that a browser gets. */
async function pageAt(address: string): Promise<string> {
  const { port, headers } = await enterServer(address);
  return (await ask(port, { path: '/', headers: { ...headers } })).body;
}

/** `serve` until it prints its address or ends. */
async function served(folder: string) {
  const library = path.join(folder, 'library.sqlite');
  const child = spawn(process.execPath, [script(folder), 'serve', '--library', library], {
    env: ENV,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const gone = once(child, 'close');
  let [out, err] = ['', ''];
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  const address = await new Promise<string | null>((resolve) => {
    void gone.then(() => resolve(null));
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text;
      const found = /http:\S+/.exec(out)?.[0];
      if (found !== undefined) resolve(found);
    });
  });
  const page = address === null ? null : await pageAt(address);
  if (address !== null) child.kill('SIGTERM');
  await gone;
  return { code: child.exitCode, page, err, library };
}

it('serve builds the window of a checkout once, states it, and replaces one of unknown sources', async () => {
  const folder = checkout({ isInstalled: true });
  const first = await served(folder);
  expect(first).toMatchObject({ code: 0, err: 'Building the window…\n' });
  expect(first.page).toContain('<div id="root"');
  const second = await served(folder);
  expect(second).toEqual({ ...first, err: '' });
  // As a build of the renderer by hand leaves it, once the sources have changed.
  rmSync(path.join(folder, 'dist', '.renderer'));
  writeFileSync(path.join(folder, 'dist', 'renderer', 'index.html'), 'of older sources');
  expect(await served(folder)).toEqual(first);
  expect(readdirSync(path.join(folder, 'dist')).sort()).toEqual(['.renderer', 'renderer']);
}, 240_000);

it('serve makes no library where the window cannot be built, and names what does it', async () => {
  const folder = checkout({ isInstalled: true });
  appendFileSync(path.join(folder, 'renderer', 'main.tsx'), '\n<<<<<<< HEAD\n');
  const { code, page, err, library } = await served(folder);
  expect({ code, page }).toEqual({ code: 2, page: null });
  expect(err).toMatch(/\nThe window could not be built: see above\. “npm start” installs what is missing/);
  expect(existsSync(library)).toBe(false);
}, 120_000);

it.each(['serve', 'search', '--version', '--help'])(
  'beachcomb %s states that nothing is installed, in one sentence',
  (command) => {
    const folder = checkout({ isInstalled: false });
    const { status, stdout, stderr } = spawnSync(process.execPath, [script(folder), command, 'dog'], {
      encoding: 'utf8',
      env: ENV,
    });
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toBe(
      `The packages of Beachcomb are not installed yet. “npm ci” in ${folder} installs them, and so does “npm start”.\n`,
    );
  },
);
