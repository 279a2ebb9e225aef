import { constants, type FSWatcher, watch } from 'node:fs';
import { access, lstat, stat } from 'node:fs/promises';
import { joinPath } from '../../domain/path-bytes.ts';
import { log } from '../../platform/log/log.ts';
import { isRemote } from './is-remote.ts';
import { kindOfName } from './kind-of-name.ts';
import { parentKey, pathKey } from './path-key.ts';
import type { Look } from './scan.ts';

/** macOS and Windows watch a whole tree at once; elsewhere each directory is watched by itself. */
const WINDOWS = process.platform === 'win32';
const WHOLE_TREE = process.platform === 'darwin' || WINDOWS;
/** Refusals that are about one directory only: it is gone, or closed to us, as the scan will tell. */
const ONE_DIRECTORY = new Set(['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM', 'ELOOP', 'ENAMETOOLONG']);
/** A pass may take this part of the time, so that a slow drive is left alone for longer. */
const PASS_SHARE = 1 / 100;
const SHORTEST_WAIT_MS = 5 * 60_000;
/** Also where all is watched: systems drop changes when very many come at once. */
const LONGEST_WAIT_MS = 6 * 3_600_000;

export interface WatchOptions {
  /** Something may have changed, and it has been quiet since, or not for too long: time for a look. */
  onChange(): void;
  /** How long nothing must have changed. */
  readonly quietMs?: number;
  /** The longest wait for quiet. */
  readonly longestMs?: number;
  /** How often it is checked whether the folder itself is there. */
  readonly checkMs?: number;
  /** The system's watch on one directory. */
  readonly watch?: typeof watchDirectory;
}

/** A look at a watched folder; `end` must be called. */
export interface WatchedLook extends Look {
  /** A file in this directory is still being written: to be looked at again. */
  unsettled(directory: string): void;
  /** @param complete whether the scan came to its end */
  end(complete: boolean): void;
}

/** A folder that is watched for changes. It knows which directories there are from the scans that go through it. */
export interface FolderWatch {
  /** `looking-now-and-then` where changes are not, or not all, told by the system. */
  readonly watching: 'watching' | 'looking-now-and-then';
  /** What has to be looked at: the whole, some directories of it, or nothing. */
  readonly due: 'whole' | 'part' | null;
  /** Begins a look at what is due, or at the whole folder. Changes from now on count for the next one. */
  look(whole: boolean): Promise<WatchedLook>;
  close(): void;
}

type Event = (type: 'rename' | 'change', name: Buffer | null) => void;

/** @throws the system's error, which on Linux may be that too many directories are watched */
function watchDirectory(path: Buffer, onEvent: Event, onError: () => void): Pick<FSWatcher, 'close'> {
  const options = { encoding: 'buffer', persistent: false, recursive: WHOLE_TREE } as const;
  return watch(path, options, onEvent).on('error', onError);
}

/**
 * Watches a folder, from the first look on. It opens no file. On Linux it takes one of the system's watches for
 * each directory; where they run out, or changes are made from another machine, the folder is due as a whole now
 * and then, the more rarely the longer that takes.
 * @param root absolute path
 */
export function watchFolder(root: Uint8Array, options: WatchOptions): FolderWatch {
  const { onChange, quietMs = 2000, longestMs = 15_000, checkMs = 5000 } = options;
  const start = options.watch ?? watchDirectory;
  /** Every directory that a scan listed, with its own watch where it has one. */
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
  /** Lets go of a directory with all below it: the next look goes through it anew. */
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
    // In a directory that no scan entered: that one is excluded, hidden, or new and told of by its parent.
    if (!directories.has(parent)) return;
    const file = kindOfName(Buffer.from(key.slice(key.lastIndexOf('/') + 1), 'latin1'));
    if (type === 'rename' && directories.has(key)) {
      forget(key);
      touch(parent);
    } else if (file !== null) touch(parent);
    else if (type === 'rename')
      void lstat(joinPath(root, Buffer.from(key, 'latin1'))).then(
        (stats) => stats.isDirectory() && touch(parent),
        // Gone again: it was no directory that was ever looked into.
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

  /** Which folder lies there; null where none can be read. */
  const identify = async (): Promise<string | null> => {
    try {
      const { dev, ino } = await stat(Buffer.from(root));
      await access(Buffer.from(root), constants.R_OK | constants.X_OK);
      // Some remote systems number their files anew each time.
      return remote ? `${dev}` : `${dev}:${ino}`;
    } catch {
      // Expected: a drive that is away.
      return null;
    }
  };
  /** Before the first look, and during one, there is nothing to check. */
  let atRest = false;
  let checking = false;
  /** No watch tells reliably that the folder itself, or its drive, went away or came back. */
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
            // It may be back by now: then the next check finds another folder than none.
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
