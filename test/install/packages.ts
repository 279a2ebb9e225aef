/**
 * npm run try:packages [-- KIND…]: installs the packages of Linux that lie in dist/package (deb, rpm, tar.gz, AppImage) in
 * a clean root of this Debian or Ubuntu, as they are installed by hand, and uses each as a user who is not root: its
 * command line indexes and searches, its window shows what it found; then removes it again. As root, with debootstrap;
 * `npm run package -- deb rpm tar.gz` makes the packages.
 *
 *   --root FOLDER    a root that is there already, or is made and stays
 */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { programFacts } from '../../scripts/package/program-facts.ts';
import { openDisplay } from '../e2e/display.ts';
import { meetWindow } from '../integration/package/meet-window.ts';
import { MODELS, ROOT } from '../support/paths.ts';
import { makeRoot, mustRunIn, runIn, startIn, USER } from './clean-root.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { root: { type: 'string' } },
});

const PACKAGES = path.join(ROOT, 'dist', 'package');
const SAMPLES = ['beach.jpg', 'bus.jpg', 'dog.jpg', 'receipt.jpg'];
const HOME = `/home/${USER}`;
const PHOTOS = `${HOME}/Meine Bilder 照片`;
const APPS = `${HOME}/Apps`;
const WINDOW_WITHIN_MS = 90_000;

/** How a kind of package comes into a system, and goes. */
interface Kind {
  readonly file: RegExp;
  /** @param file in the root @returns what was seen */
  install(root: string, file: string): string;
  /** The files of command line and window. */
  readonly command: string;
  readonly window: string;
  remove(root: string): void;
}

const installed = { command: '/usr/bin/beachcomb', window: '/opt/Beachcomb/beachcomb' };
/** The folder of an archive has the name of the archive. */
const unpacked = {
  command: `${APPS}/resources/bin/beachcomb`,
  window: `${APPS}/beachcomb`,
  remove: (root: string): void => rmSync(path.join(root, APPS), { recursive: true }),
};
const asUser = { user: USER };

const KINDS: Readonly<Record<string, Kind>> = {
  deb: {
    file: /\.deb$/,
    install(root, file) {
      // By itself it lacks what it depends on, and states that; apt then brings it.
      const alone = runIn(root, ['dpkg', '-i', file]);
      if (alone.status === 0) throw new Error('dpkg -i asked for no dependency in a root that has none.');
      const wanted = alone.stderr.match(/depends on \S+/g)?.length ?? 0;
      mustRunIn(root, ['apt-get', 'install', '-y', '-q', '--no-install-recommends', '--fix-broken']);
      expectText('dpkg -s', mustRunIn(root, ['dpkg', '-s', 'beachcomb']), 'Status: install ok installed');
      return `dpkg -i wants ${wanted} packages, apt-get brings them`;
    },
    ...installed,
    remove: (root) => void mustRunIn(root, ['apt-get', 'purge', '-y', '-q', 'beachcomb']),
  },
  rpm: {
    file: /\.rpm$/,
    install(root, file) {
      mustRunIn(root, ['apt-get', 'install', '-y', '-q', '--no-install-recommends', 'rpm']);
      // Debian's own packages, which the deb brought, are not in the database of rpm.
      mustRunIn(root, ['rpm', '--install', '--nodeps', file]);
      const wanted = mustRunIn(root, ['rpm', '-q', '--requires', 'beachcomb']).trim().split('\n').length;
      mustRunIn(root, ['rpm', '--verify', '--nodeps', 'beachcomb']);
      return `rpm -i --nodeps (${wanted} requirements), rpm -V finds every file`;
    },
    ...installed,
    remove: (root) => void mustRunIn(root, ['rpm', '--erase', 'beachcomb']),
  },
  'tar.gz': {
    file: /\.tar\.gz$/,
    install(root, file) {
      mustRunIn(root, ['mkdir', APPS], asUser);
      mustRunIn(root, ['tar', '-xzf', file, '-C', APPS, '--strip-components=1'], asUser);
      return 'unpacked as the user';
    },
    ...unpacked,
  },
  AppImage: {
    file: /\.AppImage$/,
    install(root, file) {
      mustRunIn(
        root,
        ['sh', '-c', `mkdir ${APPS}.part && cd ${APPS}.part && '${file}' --appimage-extract`],
        asUser,
      );
      mustRunIn(root, ['mv', `${APPS}.part/squashfs-root`, APPS], asUser);
      return '--appimage-extract as the user';
    },
    ...unpacked,
  },
};

function expectText(what: string, text: string, wanted: string): void {
  if (!text.includes(wanted)) throw new Error(`${what}: expected ${wanted}, got ${text}`);
}

/** Indexes and searches as the user. @throws Error that states what did not work */
function tryCommand(root: string, { command }: Kind): void {
  const beachcomb = (...args: string[]): string => mustRunIn(root, [command, ...args], asUser);
  expectText('--version', beachcomb('--version'), programFacts(ROOT).version);
  beachcomb('index', PHOTOS);
  expectText('search', beachcomb('search', 'beach'), `${PHOTOS}/beach.jpg`);
  // Exit code 1: a fault, which may be the graphics card that no clean root has.
  const doctor = runIn(root, [command, 'doctor'], asUser);
  if (doctor.status !== 0 && doctor.status !== 1) throw new Error(`doctor: ${doctor.stdout}${doctor.stderr}`);
}

/** Searches in the window as the user, with the sandbox of Chromium. @throws Error that states what did not work */
async function tryWindow(root: string, { window, command }: Kind, isSandboxed: boolean): Promise<void> {
  const display = await openDisplay();
  const child = startIn(
    root,
    [window, ...(isSandboxed ? [] : ['--no-sandbox']), '--remote-debugging-port=0'],
    { ...asUser, env: { DISPLAY: display.DISPLAY } },
  );
  const met = await meetWindow(child, display.close);
  try {
    met.page.setDefaultTimeout(WINDOW_WITHIN_MS);
    const box = met.page.getByRole('combobox', { name: 'Search your photos' });
    await box.fill('dog');
    await box.blur();
    await met.page.getByRole('button', { name: 'Remove “dog” from the search' }).waitFor();
    await met.page.locator('[data-rank="0"]').click();
    await met.page.locator('.places b', { hasText: 'dog.jpg' }).first().waitFor();
    expectText('a search beside the window', mustRunIn(root, [command, 'search', 'dog'], asUser), 'dog.jpg');
  } finally {
    await met.close();
  }
}

interface Row {
  install?: string;
  'command line'?: string;
  window?: string;
  removed?: string;
}

/** Tries one package, as far as it goes. @returns what did not work */
async function tryKind(root: string, kind: Kind, file: string, row: Row): Promise<void> {
  row.install = kind.install(root, file);
  rmSync(path.join(root, HOME, '.local'), { recursive: true, force: true });
  tryCommand(root, kind);
  row['command line'] = 'indexes, searches, doctor';
  // An archive has no helper that belongs to root: the sandbox needs user namespaces.
  await tryWindow(root, kind, true);
  row.window = 'searches, in its sandbox';
  kind.remove(root);
  if (existsSync(path.join(root, kind.window))) throw new Error(`${kind.window} is still there.`);
  row.removed = 'all of its files';
}

// A screen of its own, because the user in the root has not the secret of another.
delete process.env['DISPLAY'];
const kept = values.root === undefined ? null : path.resolve(values.root);
const work = kept ?? realpathSync(mkdtempSync(path.join(os.tmpdir(), 'beachcomb-root-')));
const rows: Record<string, Row> = {};
try {
  if (!existsSync(path.join(work, 'etc', 'os-release'))) makeRoot(work);
  const photos = path.join(work, PHOTOS);
  mkdirSync(photos, { recursive: true });
  for (const name of SAMPLES) cpSync(path.join(MODELS, 'samples', name), path.join(photos, name));
  const wanted = positionals.length > 0 ? positionals : Object.keys(KINDS);
  for (const name of wanted) {
    const kind = KINDS[name];
    if (kind === undefined) throw new Error(`${name} is not one of ${Object.keys(KINDS).join(', ')}.`);
    const row: Row = {};
    rows[name] = row;
    const made = existsSync(PACKAGES)
      ? readdirSync(PACKAGES).find((file) => kind.file.test(file))
      : undefined;
    if (made === undefined) {
      row.install = `not made: npm run package -- ${name}`;
      if (positionals.length > 0) process.exitCode = 1;
      continue;
    }
    process.stderr.write(`${made}…\n`);
    const file = `/var/tmp/${made}`;
    cpSync(path.join(PACKAGES, made), path.join(work, file));
    try {
      await tryKind(work, kind, file, row);
    } catch (error) {
      process.exitCode = 1;
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    }
    rmSync(path.join(work, file), { force: true });
  }
} finally {
  console.table(rows);
  if (kept === null) rmSync(work, { recursive: true, force: true, maxRetries: 5 });
}
