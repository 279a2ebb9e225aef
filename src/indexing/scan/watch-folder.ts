import { constants, type FSWatcher, watch } from 'node:fs';
import { access, lstat, stat } from 'node:fs/promises';
import { joinPath } from '../../domain/path-bytes.ts';
import { log } from '../../platform/log/log.ts';
import { companionKind } from '../companions/companion-name.ts';
import { isRemote } from './is-remote.ts';
import { kindOfName } from './kind-of-name.ts';
import { parentKey, pathKey } from './path-key.ts';
import type { Look } from './scan.ts';

/** macOS and Windows watch a whole tree with one watch; other systems need one watch per directory. */
const WINDOWS = process.platform === 'win32';
const WHOLE_TREE = process.platform === 'darwin' || WINDOWS;
/** Errors that concern one directory only: it is missing or not accessible, as the scan will report. */
const ONE_DIRECTORY = new Set(['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM', 'ELOOP', 'ENAMETOOLONG']);
/** Maximum share of time for scans, so that a slow drive is scanned less often. */
const PASS_SHARE = 1 / 100;
const SHORTEST_WAIT_MS = 5 * 60_000;
/** Also applies if everything is watched, because systems drop events under high load. */
const LONGEST_WAIT_MS = 6 * 3_600_000;

export interface WatchOptions {
  /** Called after possible changes, once they have stopped or continued for too long: a scan is due. */
  onChange(): void;
  /** Time in ms without changes before a scan is due. */
  readonly quietMs?: number;
  /** Maximum time in ms to wait for that. */
  readonly longestMs?: number;
  /** Interval in ms of checks that the folder itself exists. */
  readonly checkMs?: number;
  /** Watches one directory; replaceable for tests. */
  readonly watch?: typeof watchDirectory;
}

/** A scan of a watched folder; `end` must be called. */
export interface WatchedLook extends Look {
  /** A file in this directory is still being written: the directory must be scanned again. */
  unsettled(directory: string): void;
  /** @param complete whether the scan ran to completion */
  end(complete: boolean): void;
}

/** Watches a folder for changes. The scans of the folder tell it which directories exist. */
export interface FolderWatch {
  /** `looking-now-and-then` if the system reports no changes, or not all. */
  readonly watching: 'watching' | 'looking-now-and-then';
  /** What must be scanned: the whole folder, some directories, or nothing. */
  readonly due: 'whole' | 'part' | null;
  /** Starts a scan of what is due, or of the whole folder. Changes from now on count for the next scan. */
  look(whole: boolean): Promise<WatchedLook>;
  close(): void;
}

type Event = (type: 'rename' | 'change', name: Buffer | null) => void;

/** @throws the system's error; on Linux possibly that the limit of watches is exceeded */
function watchDirectory(path: Buffer, onEvent: Event, onError: () => void): Pick<FSWatcher, 'close'> {
  const options = { encoding: 'buffer', persistent: false, recursive: WHOLE_TREE } as const;
  return watch(path, options, onEvent).on('error', onError);
}

/**
 * Watches a folder from its first scan on. Opens no files. On Linux it uses one watch per directory; if the watches run
 * out, or another machine may change files, the whole folder is due periodically, less often the longer a scan takes.
 * @param root absolute path
 */
export function watchFolder(root: Uint8Array, options: WatchOptions): FolderWatch {
  const { onChange, quietMs = 2000, longestMs = 15_000, checkMs = 5000 } = options;
  const start = options.watch ?? watchDirectory;
  /** Every directory that a scan listed, with its own watch, if any. */
  const directories = new Map<string, Pick<FSWatcher, 'close'> | null>();
  const changed = new Set<string>();
  let whole = true;
  let watching: FolderWatch['watching'] = 'watching';
  let refused = false;
  let remote = false;
  let closed = false;
  let firstAt = 0;
  let lastAt = 0;
  let quiet: NodeJS.Timeout | null = null;
  let pass: NodeJS.Timeout | null = null;
  let identity: string | null = null;

  const armed = (): void => {
    const now = performance.now();
    lastAt = now;
    if (quiet !== null || closed) return;
    firstAt = now;
    const wait = (ms: number): void => {
      quiet = setTimeout(() => {
        const left = Math.min(lastAt + quietMs, firstAt + longestMs) - performance.now();
        if (left > 1) return wait(left);
        quiet = null;
        onChange();
      }, ms).unref();
    };
    wait(Math.min(quietMs, longestMs));
  };
  const touch = (directory: string): void => {
    changed.add(directory);
    armed();
  };
  const touchAll = (): void => {
    whole = true;
    armed();
  };
  /** Removes a directory with all its subdirectories: the next scan enters them again. */
  const forget = (key: string): void => {
    for (const [directory, watcher] of directories)
      if (key === '' || directory === key || directory.startsWith(`${key}/`)) {
        watcher?.close();
        directories.delete(directory);
      }
  };

  const onEvent = (directory: string, type: 'rename' | 'change', bytes: Buffer | null): void => {
    if (closed) return;
    if (bytes === null) {
      touchAll();
      return;
    }
    const name = WINDOWS ? pathKey(bytes).replaceAll('\\', '/') : pathKey(bytes);
    const key = directory === '' ? name : `${directory}/${name}`;
    const parent = parentKey(key);
    // In a directory that no scan entered: it is excluded, hidden, or new and reported by its parent.
    if (!directories.has(parent)) return;
    const ownName = Buffer.from(key.slice(key.lastIndexOf('/') + 1), 'latin1');
    const file = kindOfName(ownName) ?? companionKind(ownName);
    if (type === 'rename' && directories.has(key)) {
      forget(key);
      touch(parent);
    } else if (file !== null) touch(parent);
    else if (type === 'rename')
      void lstat(joinPath(root, Buffer.from(key, 'latin1'))).then(
        (stats) => stats.isDirectory() && touch(parent),
        // Missing again: it was never a scanned directory.
        () => {},
      );
  };
  const lost = (): void => {
    forget('');
    touchAll();
  };
  const enter = (path: Buffer): void => {
    const key = pathKey(path);
    if (closed || directories.get(key)) return;
    directories.set(key, null);
    if (refused || (WHOLE_TREE && key !== '')) return;
    try {
      directories.set(
        key,
        start(joinPath(root, path), (type, name) => onEvent(key, type, name), lost),
      );
    } catch (error) {
      if (ONE_DIRECTORY.has((error as NodeJS.ErrnoException).code ?? '')) return;
      // Others need the watches that are left.
      log.warn('a folder cannot be watched and is scanned now and then', { error });
      refused = true;
      for (const [directory, watcher] of directories) {
        watcher?.close();
        directories.set(directory, null);
      }
    }
  };

  /** Identity of the folder at the path; null if it cannot be read. */
  const identify = async (): Promise<string | null> => {
    try {
      const { dev, ino } = await stat(Buffer.from(root));
      await access(Buffer.from(root), constants.R_OK | constants.X_OK);
      // Some remote file systems renumber their files at each mount.
      return remote ? `${dev}` : `${dev}:${ino}`;
    } catch {
      // Expected: a drive that is away.
      return null;
    }
  };
  /** No checks before the first scan and during a scan. */
  let atRest = false;
  let checking = false;
  /** Events do not reliably report that the folder itself, or its drive, disappeared or returned. */
  const check = setInterval(async () => {
    if (checking || !atRest) return;
    checking = true;
    const now = await identify();
    checking = false;
    if (closed || !atRest || now === identity) return;
    identity = now;
    lost();
  }, checkMs).unref();

  return {
    get watching() {
      return watching;
    },
    get due() {
      return whole ? 'whole' : changed.size > 0 ? 'part' : null;
    },
    async look(wanted) {
      const all = wanted || whole;
      const from = all ? null : [...changed].map((key) => Buffer.from(key, 'latin1'));
      const old = new Set(all ? directories.keys() : []);
      const begun = performance.now();
      atRest = false;
      whole = false;
      changed.clear();
      if (all) {
        refused = false;
        remote = await isRemote(root);
        identity = await identify();
      }
      return {
        from,
        enters: (path) => all || !directories.has(pathKey(path)),
        onDirectory(path) {
          old.delete(pathKey(path));
          enter(path);
        },
        unsettled: touch,
        end(complete) {
          if (closed) return;
          atRest = true;
          if (complete)
            for (const key of old) {
              directories.get(key)?.close();
              directories.delete(key);
            }
          else {
            whole = true;
            // It may already have returned: the next check then finds a folder instead of none.
            identity = null;
          }
          watching = remote || refused ? 'looking-now-and-then' : 'watching';
          if (complete && !all) return;
          const rest = (performance.now() - begun) / PASS_SHARE;
          const wait =
            watching === 'watching' && complete ? LONGEST_WAIT_MS : Math.max(SHORTEST_WAIT_MS, rest);
          clearTimeout(pass ?? undefined);
          pass = setTimeout(touchAll, Math.min(wait, LONGEST_WAIT_MS)).unref();
        },
      };
    },
    close() {
      closed = true;
      forget('');
      clearInterval(check);
      clearTimeout(quiet ?? undefined);
      clearTimeout(pass ?? undefined);
    },
  };
}
