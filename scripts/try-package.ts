import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { type Target, thisTarget } from './package/bundled-packages.ts';
import { programFile } from './package/fuses.ts';
import { packedFolders } from './package/packed-folders.ts';
import { programFacts } from './package/program-facts.ts';

/**
 * npm run package:try [-- FOLDER]: uses a packaged program on the system that it is for: its command line states its
 * version, indexes photos and finds one; its window opens a library, and a search is answered by it. FOLDER is that
 * of an installed program, by default the one in dist/package.
 */

const root = path.resolve(import.meta.dirname, '..');
const WINDOW_WITHIN_MS = 90_000;
const POLL_MS = 250;
const SAMPLES = ['beach.jpg', 'bus.jpg', 'dog.jpg'];

interface Tried {
  readonly target: Target;
  /** The executable of the window, and the file of the command line. */
  readonly window: string;
  readonly command: string;
  /** A temporary folder. */
  readonly work: string;
}

/** Runs the command line. @throws Error with its output unless it ends with 0 */
function run({ command, work }: Tried, args: readonly string[]): string {
  const isWindows = process.platform === 'win32';
  const { status, stdout, stderr } = spawnSync(isWindows ? `"${command}"` : command, [...args], {
    cwd: work,
    encoding: 'utf8',
    shell: isWindows,
    env: { ...process.env, BEACHCOMB_LIBRARY: path.join(work, 'library.sqlite') },
  });
  if (status !== 0) throw new Error(`beachcomb ${args.join(' ')} ended with ${status}: ${stdout}${stderr}`);
  return stdout;
}

function expectText(what: string, text: string, wanted: string): void {
  if (!text.includes(wanted)) throw new Error(`${what}: expected ${wanted}, got ${text}`);
  process.stdout.write(`ok ${what}\n`);
}

async function tryWindow(tried: Tried): Promise<void> {
  const library = path.join(tried.work, 'library.sqlite');
  const asRoot = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const child = spawn(tried.window, [...asRoot, `--user-data-dir=${path.join(tried.work, 'window')}`], {
    stdio: 'inherit',
    env: { ...process.env, BEACHCOMB_LIBRARY: library },
  });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  try {
    const until = Date.now() + WINDOW_WITHIN_MS;
    while (!existsSync(`${library}.socket.json`)) {
      if (child.exitCode !== null) throw new Error(`The window ended with ${child.exitCode}.`);
      if (Date.now() > until) throw new Error('The window did not open its library.');
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
    expectText('a search beside the open window', run(tried, ['search', 'dog']), 'dog.jpg');
  } finally {
    end(child);
    await gone;
  }
  process.stdout.write('ok the window opens its library, and ends\n');
}

/** Ends the window with all of its processes. */
function end(child: ChildProcess): void {
  if (process.platform === 'win32') spawnSync('taskkill', ['/pid', String(child.pid), '/T', '/F']);
  else child.kill();
}

/** @throws Error that states what does not work */
export async function tryPackage(folder: string | null): Promise<void> {
  const target = thisTarget();
  const packed = packedFolders(path.join(root, 'dist', 'package'), target);
  const at = folder ?? packed.folder;
  const resources =
    folder === null ? packed.resources : path.join(folder, path.relative(packed.folder, packed.resources));
  const work = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'beachcomb 照片 ')));
  const tried: Tried = {
    target,
    window: programFile(at, target),
    command: path.join(resources, 'bin', target.platform === 'win32' ? 'beachcomb.cmd' : 'beachcomb'),
    work,
  };
  try {
    const photos = path.join(work, 'photos');
    mkdirSync(photos);
    for (const name of SAMPLES)
      copyFileSync(path.join(root, 'models', 'samples', name), path.join(photos, name));
    expectText('--version', run(tried, ['--version']), programFacts(root).version);
    run(tried, ['index', photos]);
    expectText('a search of the command line', run(tried, ['search', 'beach']), 'beach.jpg');
    await tryWindow(tried);
  } finally {
    rmSync(work, { recursive: true, force: true, maxRetries: 5 });
  }
}

if (process.argv[1] === import.meta.filename) {
  const [folder] = process.argv.slice(2);
  await tryPackage(folder === undefined ? null : path.resolve(folder));
}
