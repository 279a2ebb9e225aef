import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import process from 'node:process';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ROOT } from '../../support/paths.ts';
import { tempFolder } from '../../support/temp-folder.ts';

/** Without the options of the tests, which keep links as they are where their own path is unusual: npm is a link. */
const ENV = { ...process.env, NODE_OPTIONS: '' };

interface Wanted {
  readonly version: string;
  /** Where npm fetches it; without it from an archive on this disk. */
  readonly resolved?: string;
}

/** A checkout whose packages are archives beside it, so that nothing is fetched. */
function checkout() {
  const root = path.join(tempFolder(), 'Meine Bilder 照片 #1');
  mkdirSync(path.join(root, 'scripts'), { recursive: true });
  for (const name of ['install.mjs', 'supported-systems.mjs'])
    cpSync(path.join(ROOT, 'scripts', name), path.join(root, 'scripts', name));
  writeFileSync(
    path.join(root, 'scripts', 'run.mjs'),
    "import { installMissing } from './install.mjs';\nawait installMissing();\n",
  );
  const archives = path.join(root, '..', 'archives');
  mkdirSync(archives, { recursive: true });
  const want = (packages: Readonly<Record<string, Wanted>>): void => {
    const dependencies = Object.fromEntries(
      Object.entries(packages).map(([name, { version, resolved }]) => [
        name,
        resolved ?? pathToFileURL(archive(archives, name, version)).href,
      ]),
    );
    const own = { name: 'made', version: '1.0.0', dependencies };
    writeFileSync(path.join(root, 'package.json'), JSON.stringify(own));
    const entries = Object.entries(packages).map(([name, { version }]) => [
      `node_modules/${name}`,
      { version, resolved: dependencies[name] },
    ]);
    const lock = { '': own, ...Object.fromEntries(entries) };
    writeFileSync(
      path.join(root, 'package-lock.json'),
      JSON.stringify({ ...own, lockfileVersion: 3, requires: true, packages: lock }),
    );
  };
  const start = (): ChildProcess => {
    const child = spawn(process.execPath, [path.join(root, 'scripts', 'run.mjs')], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: ENV,
    });
    onTestFinished(() => void child.kill('SIGKILL'));
    return child;
  };
  const versionOf = (name: string): string | null => {
    const file = path.join(root, 'node_modules', name, 'package.json');
    return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version : null;
  };
  return { root, want, start, versionOf };
}

function archive(archives: string, name: string, version: string): string {
  const folder = path.join(archives, `${name}-source`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ name, version }));
  const packed = spawnSync('npm', ['pack', '--silent', '--pack-destination', archives], {
    env: ENV,
    cwd: folder,
    encoding: 'utf8',
  });
  return path.join(archives, packed.stdout.trim());
}

async function ended(child: ChildProcess): Promise<{ code: number | null; err: string }> {
  const { stderr } = child;
  if (stderr === null) throw new Error('The child has no pipe.');
  const [err, [code]] = await Promise.all([text(stderr), once(child, 'exit')]);
  return { code: code as number | null, err };
}

/** A registry that takes requests and never replies. */
async function silentRegistry() {
  let asked = (): void => {};
  const isAsked = new Promise<void>((resolve) => {
    asked = resolve;
  });
  const server = createServer(() => asked()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { resolved: `http://127.0.0.1:${port}/slow-1.0.0.tgz`, isAsked };
}

/** Processes that work in the checkout. */
const processesIn = (root: string): string[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/u.test(name))
    .filter((pid) => {
      try {
        return readlinkSync(`/proc/${pid}/cwd`).startsWith(root);
      } catch {
        return false;
      }
    });

describe('the packages', () => {
  it('are installed once, and again when others are wanted', async () => {
    const { root, want, start, versionOf } = checkout();
    want({ one: { version: '1.0.0' } });
    expect(await ended(start())).toMatchObject({ code: 0, err: expect.stringContaining('Installing') });
    expect(versionOf('one')).toBe('1.0.0');
    expect(await ended(start())).toEqual({ code: 0, err: '' });
    want({ one: { version: '2.0.0' }, two: { version: '1.0.0' } });
    expect((await ended(start())).code).toBe(0);
    expect([versionOf('one'), versionOf('two')]).toEqual(['2.0.0', '1.0.0']);
    expect(readdirSync(root).sort()).toEqual([
      'node_modules',
      'package-lock.json',
      'package.json',
      'scripts',
    ]);
  });

  it('that a person installed with npm ci are taken as they are', async () => {
    const { root, want, start } = checkout();
    want({ one: { version: '1.0.0' } });
    spawnSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: root, env: ENV });
    expect(await ended(start())).toEqual({ code: 0, err: '' });
  });

  it('stay as they are when the installation is stopped, which leaves no process and nothing half', async () => {
    const { root, want, start, versionOf } = checkout();
    want({ one: { version: '1.0.0' } });
    await ended(start());
    const { resolved, isAsked } = await silentRegistry();
    want({ one: { version: '1.0.0' }, slow: { version: '1.0.0', resolved } });
    const child = start();
    const end = ended(child);
    await isAsked;
    const second = await ended(start());
    expect(second).toMatchObject({ code: 1, err: expect.stringContaining('just now') });
    const isLinux = process.platform === 'linux';
    if (isLinux) expect(processesIn(root)).not.toEqual([]);
    child.kill('SIGINT');
    expect((await end).code).toBe(130);
    expect(versionOf('one')).toBe('1.0.0');
    expect(existsSync(path.join(root, 'node_modules.new'))).toBe(false);
    if (isLinux) expect(processesIn(root)).toEqual([]);
  });

  it('stay as they are when one cannot be had, and a killed installation is no obstacle', async () => {
    const { root, want, start, versionOf } = checkout();
    want({ one: { version: '1.0.0' } });
    await ended(start());
    want({ one: { version: '2.0.0' }, gone: { version: '1.0.0', resolved: 'http://127.0.0.1:9/gone.tgz' } });
    writeFileSync(path.join(root, '.npmrc'), 'fetch-retries=0\n');
    expect(await ended(start())).toMatchObject({ code: 1, err: expect.stringContaining('registry') });
    expect(versionOf('one')).toBe('1.0.0');
    // As a killed one leaves it.
    mkdirSync(path.join(root, 'node_modules.new', 'node_modules', 'half'), { recursive: true });
    writeFileSync(path.join(root, 'node_modules.new', 'pid'), '999999999');
    want({ one: { version: '2.0.0' } });
    expect((await ended(start())).code).toBe(0);
    expect([versionOf('one'), versionOf('half')]).toEqual(['2.0.0', null]);
  });

  it('keep what was fetched for them, while their version is the same', async () => {
    const { root, want, start } = checkout();
    want({ electron: { version: '1.0.0' } });
    await ended(start());
    const fetched = path.join(root, 'node_modules', 'electron', 'dist');
    mkdirSync(fetched);
    want({ electron: { version: '1.0.0' }, two: { version: '1.0.0' } });
    await ended(start());
    expect(existsSync(fetched)).toBe(true);
    want({ electron: { version: '2.0.0' }, two: { version: '1.0.0' } });
    await ended(start());
    expect(existsSync(fetched)).toBe(false);
    rmSync(root, { recursive: true });
  });
});
