import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import { buildElectron } from '../../electron/build.ts';
import { openLockPlugin } from './open-lock.ts';
import { ROOT } from './root.ts';
import { watchFolders } from './watch-folders.ts';

interface Options {
  /** URL of the development server. */
  readonly url: string;
  readonly library: string;
  readonly folders: readonly string[];
  /** Folder for the state of the window. */
  readonly home: string;
  readonly log: (line: string) => void;
}

export interface DevShell {
  /** Resolves when the user quits the program; rejects if the first build of the shell fails. */
  readonly ended: Promise<void>;
  close(): Promise<void>;
}

const END_WITHIN_MS = 30_000;
/** Separate from dist/electron, which is shipped and does not load other pages. */
const FOLDER = path.join(ROOT, 'dist', 'electron-dev');

async function end(child: ChildProcess | null): Promise<void> {
  if (child === null || child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const late = setTimeout(() => child.kill('SIGKILL'), END_WITHIN_MS);
  child.kill('SIGTERM');
  await ended;
  clearTimeout(late);
}

/** Runs Electron with the page of the development server; rebuilds and restarts it when electron/ changes. */
export function runDevShell({ url, library, folders, home, log }: Options): DevShell {
  let child: ChildProcess | null = null;
  const quit = Promise.withResolvers<void>();

  const launch = async (): Promise<void> => {
    await buildElectron(FOLDER, [openLockPlugin(url)]);
    const started = spawn(
      process.execPath,
      [
        path.join(ROOT, 'node_modules', 'electron', 'cli.js'),
        path.join(FOLDER, 'main.mjs'),
        `--user-data-dir=${path.join(home, 'window')}`,
        `--library=${library}`,
        ...folders.map((folder) => path.resolve(folder)),
      ],
      { cwd: ROOT, stdio: 'inherit' },
    );
    child = started;
    started.once('error', quit.reject);
    started.once('exit', () => {
      if (child === started) quit.resolve();
    });
  };

  let work = launch().catch(quit.reject);
  const watching = watchFolders(['electron', 'src/api', 'src/domain'], () => {
    work = work.then(async () => {
      log('The shell changed: it is built and started again.');
      const before = child;
      child = null;
      await end(before);
      // Expected for an error in a source that was just saved: log it and wait for the next change.
      await launch().catch((error: unknown) => log(String(error)));
    });
  });
  return {
    ended: quit.promise,
    async close() {
      watching.close();
      await work;
      await end(child);
    },
  };
}
