import { constants, type FSWatcher, watch } from 'node:fs';
import { access, lstat, stat } from 'node:fs/promises';
import type { Watching } from '../../domain/indexing-phase.ts';
import { joinPath } from '../../domain/path-bytes.ts';
import { parentKey, pathKey } from '../../domain/path-key.ts';
import { fileCalls } from '../../platform/files/file-calls.ts';
import { log } from '../../platform/log/log.ts';
import { companionKind } from '../companions/companion-name.ts';
import { isRemote } from './is-remote.ts';
import { kindOfName } from './kind-of-name.ts';
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

/** Watches a folder for changes. The scans of the folder report the directories to it. */
export interface FolderWatch {
  /** `looking-now-and-then` if the system reports no changes, or not all. */
  readonly watching: Watching;
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
  return new Watch(root, options);
}

/** Calls back once changes have stopped, or have continued for too long. */
class QuietTimer {
  readonly #onQuiet: () => void;
  readonly #quietMs: number;
  readonly #longestMs: number;
  #closed = false;
  #firstAt = 0;
  #lastAt = 0;
  #timer: NodeJS.Timeout | null = null;

  /**
   * @param quietMs time in ms without changes
   * @param longestMs maximum time in ms to wait for that
   */
  constructor(onQuiet: () => void, quietMs: number, longestMs: number) {
    this.#onQuiet = onQuiet;
    this.#quietMs = quietMs;
    this.#longestMs = longestMs;
  }

  /** Counts a change from now. */
  arm(): void {
    const now = performance.now();
    this.#lastAt = now;
    if (this.#timer !== null || this.#closed) return;
    this.#firstAt = now;
    this.#wait(Math.min(this.#quietMs, this.#longestMs));
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer ?? undefined);
  }

  #wait(ms: number): void {
    this.#timer = setTimeout(() => {
      const end = Math.min(this.#lastAt + this.#quietMs, this.#firstAt + this.#longestMs);
      const left = end - performance.now();
      if (left > 1) return this.#wait(left);
      this.#timer = null;
      this.#onQuiet();
    }, ms).unref();
  }
}

/** What a scan of a watch began with. */
interface BegunLook {
  /** The whole folder is scanned. */
  readonly all: boolean;
  /** Directories of earlier scans that this scan has not listed yet. */
  readonly old: Set<string>;
  /** `performance.now()` at its start. */
  readonly begun: number;
}

class Watch implements FolderWatch {
  readonly #root: Uint8Array;
  readonly #start: typeof watchDirectory;
  /** Every directory that a scan listed, with its own watch, if any. */
  readonly #directories = new Map<string, Pick<FSWatcher, 'close'> | null>();
  readonly #changed = new Set<string>();
  readonly #quiet: QuietTimer;
  /** Events do not reliably report that the folder itself, or its drive, disappeared or returned. */
  readonly #checks: NodeJS.Timeout;
  #whole = true;
  /** As of the end of the last scan. */
  #watching: Watching = 'watching';
  #refused = false;
  #remote = false;
  #closed = false;
  #pass: NodeJS.Timeout | null = null;
  #identity: string | null = null;
  /** No checks before the first scan and during a scan. */
  #atRest = false;
  #checking = false;

  constructor(root: Uint8Array, options: WatchOptions) {
    const { onChange, quietMs = 2000, longestMs = 15_000, checkMs = 5000 } = options;
    this.#root = root;
    this.#start = options.watch ?? watchDirectory;
    this.#quiet = new QuietTimer(onChange, quietMs, longestMs);
    this.#checks = setInterval(() => this.#check(), checkMs).unref();
  }

  get watching(): Watching {
    return this.#watching;
  }

  get due(): FolderWatch['due'] {
    return this.#whole ? 'whole' : this.#changed.size > 0 ? 'part' : null;
  }

  async look(wanted: boolean): Promise<WatchedLook> {
    const all = wanted || this.#whole;
    const from = all ? null : [...this.#changed].map((key) => Buffer.from(key, 'latin1'));
    const old = new Set(all ? this.#directories.keys() : []);
    const begun = performance.now();
    this.#atRest = false;
    this.#whole = false;
    this.#changed.clear();
    if (all) {
      this.#refused = false;
      this.#remote = await isRemote(this.#root);
      this.#identity = await this.#identify();
    }
    return {
      from,
      enters: (path) => all || !this.#directories.has(pathKey(path)),
      onDirectory: (path) => {
        old.delete(pathKey(path));
        this.#enter(path);
      },
      unsettled: (directory) => this.#touch(directory),
      end: (complete) => this.#end(complete, { all, old, begun }),
    };
  }

  close(): void {
    this.#closed = true;
    this.#quiet.close();
    this.#forget('');
    clearInterval(this.#checks);
    clearTimeout(this.#pass ?? undefined);
  }

  #touch(directory: string): void {
    this.#changed.add(directory);
    this.#quiet.arm();
  }

  #touchAll(): void {
    this.#whole = true;
    this.#quiet.arm();
  }

  /** Removes a directory with all its subdirectories: the next scan enters them again. */
  #forget(key: string): void {
    for (const [directory, watcher] of this.#directories)
      if (key === '' || directory === key || directory.startsWith(`${key}/`)) {
        watcher?.close();
        this.#directories.delete(directory);
      }
  }

  #onEvent(directory: string, type: 'rename' | 'change', bytes: Buffer | null): void {
    if (this.#closed) return;
    if (bytes === null) {
      this.#touchAll();
      return;
    }
    const name = WINDOWS ? pathKey(bytes).replaceAll('\\', '/') : pathKey(bytes);
    const key = directory === '' ? name : `${directory}/${name}`;
    const parent = parentKey(key);
    // In a directory that no scan entered: it is excluded, hidden, or new and reported by its parent.
    if (!this.#directories.has(parent)) return;
    const ownName = Buffer.from(key.slice(key.lastIndexOf('/') + 1), 'latin1');
    const file = kindOfName(ownName) ?? companionKind(ownName);
    if (type === 'rename' && this.#directories.has(key)) {
      this.#forget(key);
      this.#touch(parent);
    } else if (file !== null) this.#touch(parent);
    else if (type === 'rename')
      void this.#call(directory, () => lstat(joinPath(this.#root, Buffer.from(key, 'latin1')))).then(
        (stats) => stats.isDirectory() && this.#touch(parent),
        // Missing again: it was never a scanned directory.
        () => {},
      );
  }

  #lost(): void {
    this.#forget('');
    this.#touchAll();
  }

  #enter(path: Buffer): void {
    const key = pathKey(path);
    if (this.#closed || this.#directories.get(key)) return;
    this.#directories.set(key, null);
    if (this.#refused || (WHOLE_TREE && key !== '')) return;
    try {
      const onEvent: Event = (type, name) => this.#onEvent(key, type, name);
      const watcher = this.#start(joinPath(this.#root, path), onEvent, () => this.#lost());
      this.#directories.set(key, watcher);
    } catch (error) {
      if (ONE_DIRECTORY.has((error as NodeJS.ErrnoException).code ?? '')) return;
      // Others need the watches that are left.
      log.warn('a folder cannot be watched and is scanned now and then', { error });
      this.#refused = true;
      for (const [directory, watcher] of this.#directories) {
        watcher?.close();
        this.#directories.set(directory, null);
      }
    }
  }

  /** @param directory key of the directory that the call concerns */
  #call<T>(directory: string, call: () => Promise<T>): Promise<T> {
    return fileCalls.run(
      { root: this.#root, directory: Buffer.from(directory, 'latin1'), on: 'directory' },
      call,
    );
  }

  /** Identity of the folder at the path; null if it cannot be read. */
  async #identify(): Promise<string | null> {
    try {
      const root = Buffer.from(this.#root);
      const { dev, ino } = await this.#call('', () => stat(root));
      await this.#call('', () => access(root, constants.R_OK | constants.X_OK));
      // Some remote file systems renumber their files at each mount.
      return this.#remote ? `${dev}` : `${dev}:${ino}`;
    } catch {
      // Expected: a drive that is away.
      return null;
    }
  }

  async #check(): Promise<void> {
    if (this.#checking || !this.#atRest) return;
    this.#checking = true;
    const now = await this.#identify();
    this.#checking = false;
    if (this.#closed || !this.#atRest || now === this.#identity) return;
    this.#identity = now;
    this.#lost();
  }

  #end(complete: boolean, { all, old, begun }: BegunLook): void {
    if (this.#closed) return;
    this.#atRest = true;
    if (complete)
      for (const key of old) {
        this.#directories.get(key)?.close();
        this.#directories.delete(key);
      }
    else {
      this.#whole = true;
      // It may already have returned: the next check then finds a folder instead of none.
      this.#identity = null;
    }
    this.#watching = this.#remote || this.#refused ? 'looking-now-and-then' : 'watching';
    if (complete && !all) return;
    const rest = (performance.now() - begun) / PASS_SHARE;
    const isWatched = this.#watching === 'watching' && complete;
    const wait = isWatched ? LONGEST_WAIT_MS : Math.max(SHORTEST_WAIT_MS, rest);
    clearTimeout(this.#pass ?? undefined);
    this.#pass = setTimeout(() => this.#touchAll(), Math.min(wait, LONGEST_WAIT_MS)).unref();
  }
}
