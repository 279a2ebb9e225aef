import type { BigIntStats } from 'node:fs';
import { lstat, stat } from 'node:fs/promises';
import { assertNever } from '../../domain/assert-never.ts';
import type { DirectoryCompanions } from '../../domain/companion.ts';
import { type ErrorReason, reasonOfSystemCode } from '../../domain/error-reason.ts';
import type { FileKind, FoundFile, UnreadableDirectory } from '../../domain/file.ts';
import { joinPath } from '../../domain/path-bytes.ts';
import { pathKey } from '../../domain/path-key.ts';
import { type CallPlace, fileCalls } from '../../platform/files/file-calls.ts';
import { StalledError } from '../../platform/files/stalled-error.ts';
import { companionKind } from '../companions/companion-name.ts';
import { foundCompanions } from './found-companions.ts';
import { isCloudOnly } from './is-cloud-only.ts';
import { kindOfName } from './kind-of-name.ts';
import { type Link, LinkFollower } from './link-follower.ts';
import { listDirectory } from './list-directory.ts';
import { type Reach, reachOfRoot } from './reach.ts';
import { ScanRootError } from './scan-root-error.ts';
import { sniffPhoto } from './sniff-photo.ts';

const BATCH = 500;
/** Number of files whose size and time are queried in parallel. */
const AT_ONCE = 32;
const SLASH = Buffer.from('/');
const WINDOWS = process.platform === 'win32';

/** The part of a folder that a scan covers. */
export interface Look {
  /** Directories to start from, as paths relative to the root. Null: the folder as a whole. */
  readonly from: readonly Uint8Array[] | null;
  /** Whether to enter a subdirectory of one of them, or of one that was entered. */
  enters(path: Buffer): boolean;
  /** Called when a directory is open, before its entries are read. */
  onDirectory(path: Buffer): void;
}

export interface ScanOptions {
  /** Directories to skip, as paths relative to the root in the form of the scan. */
  readonly excluded: readonly Uint8Array[];
  /** Absolute paths of the other folders of the library, whose files are found by scans of their own. */
  readonly otherFolders?: readonly Uint8Array[];
  readonly signal: AbortSignal;
  /** Everything if absent. */
  readonly look?: Look;
}

export interface ScanBatch {
  /** At most 500. */
  readonly files: FoundFile[];
  readonly unreadable: UnreadableDirectory[];
  /** Of each directory that was listed to its end and has any. */
  readonly companions: DirectoryCompanions[];
}

interface Directory {
  readonly path: Buffer;
  readonly reach: Reach;
}

/** A directory entry that may be a file to index. */
interface Entry {
  readonly parent: Directory;
  readonly name: Buffer;
  readonly path: Buffer;
  /** Null if only a directory of this name is relevant. */
  readonly kind: FileKind | 'unknown' | null;
}

/**
 * Finds every photo, and every picture and video of other kinds, in a folder and its subfolders. Considers only regular
 * files, and opens only files without an extension (to check by their first bytes whether they are photos). Follows a
 * link once, where it leads to a part of the folder that is not scanned otherwise (git-annex); one that leads out of the
 * chosen folders, or nowhere, is given as a file, of which reading states the reason. Skips hidden names and the directories of `reach.ts`. Anything unreadable is reported as an unreadable
 * directory, and the scan continues; so is one whose drive does not answer.
 * @param root absolute path of the folder
 * @throws ScanRootError if the folder itself cannot be listed or disappears; the signal's reason when aborted. Only a
 *   scan that ends without an error is complete.
 */
export async function* scan(root: Uint8Array, options: ScanOptions): AsyncGenerator<ScanBatch> {
  options.signal.throwIfAborted();
  const device = await deviceOf(root);
  const started = await Scan.of(root, options);
  yield* started.batches();
  // A drive that was disconnected during the scan appears as missing files.
  if ((await deviceOf(root)) !== device) throw new ScanRootError({ code: 'drive-disconnected' });
}

/** What a scan works with. */
interface ScanSetup {
  readonly root: Uint8Array;
  readonly signal: AbortSignal;
  readonly look: Look | undefined;
  /** Keys of the directories to skip. */
  readonly closed: ReadonlySet<string>;
  readonly links: LinkFollower;
  /** Directories to start from. */
  readonly from: readonly Directory[];
}

/** One scan in progress. */
class Scan {
  readonly #root: Uint8Array;
  readonly #signal: AbortSignal;
  readonly #look: Look | undefined;
  readonly #closed: ReadonlySet<string>;
  readonly #links: LinkFollower;
  /** Directories that wait to be listed, the next one last. */
  readonly #pending: Directory[];
  readonly #entered: Set<string>;
  readonly #failed = new Set<string>();
  #unreadable: UnreadableDirectory[] = [];
  /** Entries whose size and time are not queried yet. */
  #waiting: Entry[] = [];
  #companions: DirectoryCompanions[] = [];

  private constructor({ root, signal, look, closed, links, from }: ScanSetup) {
    this.#root = root;
    this.#signal = signal;
    this.#look = look;
    this.#closed = closed;
    this.#links = links;
    this.#pending = [...from];
    this.#entered = new Set(from.map(({ path }) => pathKey(path)));
  }

  static async of(
    root: Uint8Array,
    { excluded, otherFolders = [], signal, look }: ScanOptions,
  ): Promise<Scan> {
    const closed = new Set(excluded.map(pathKey));
    const whole: Directory = { path: Buffer.alloc(0), reach: reachOfRoot(pathKey(root)) };
    const from = look?.from == null ? [whole] : await beginnings(root, look.from, whole.reach, closed);
    const isFound = (path: Buffer, isDirectory: boolean): boolean =>
      isScanned(path, isDirectory, whole.reach, closed);
    const links = await LinkFollower.of(root, otherFolders, isFound);
    return new Scan({ root, signal, look, closed, links, from });
  }

  async *batches(): AsyncGenerator<ScanBatch> {
    while (this.#pending.length > 0 || this.#waiting.length > 0) {
      const directory = this.#pending.pop();
      // On Windows a batch may discover new directories.
      if (directory === undefined) yield await this.#batch();
      else yield* this.#list(directory);
    }
    if (this.#unreadable.length > 0 || this.#companions.length > 0) yield await this.#batch();
  }

  /** Lists a directory, and yields a batch whenever enough entries wait. */
  async *#list(directory: Directory): AsyncGenerator<ScanBatch> {
    const photos: Buffer[] = [];
    const others: Buffer[] = [];
    const fullPath = joinPath(this.#root, directory.path);
    try {
      const entries = await listDirectory(fullPath, this.#place(directory));
      this.#look?.onDirectory(directory.path);
      for await (const dirent of entries) {
        this.#signal.throwIfAborted();
        const { name } = dirent;
        const path = directory.path.length === 0 ? name : Buffer.concat([directory.path, SLASH, name]);
        const entry = {
          parent: directory,
          name,
          path,
          kind: directory.reach.files ? kindOfName(name) : null,
        };
        // On Windows a listing may report links as directories, and OneDrive files and directories as links.
        const unsure = WINDOWS && (dirent.isDirectory() || dirent.isSymbolicLink());
        if (dirent.isFile() && entry.kind === 'photo') photos.push(name);
        else if (dirent.isFile() && directory.reach.files && companionKind(name) !== null) others.push(name);
        if (unsure || dirent.isSymbolicLink() || (dirent.isFile() && entry.kind !== null))
          this.#waiting.push(entry);
        else if (dirent.isDirectory()) this.#enter(entry);
        if (this.#waiting.length === BATCH) yield await this.#batch();
      }
      const found = await foundCompanions(this.#place(directory), photos, others, this.#signal);
      if (found.length > 0) this.#companions.push({ directory: directory.path, companions: found });
    } catch (error) {
      if (directory.path.length === 0 && isFailedCall(error)) throw rootError(error);
      this.#fail(directory, error);
    }
  }

  #enter({ parent, name, path }: Entry): void {
    const reach = parent.reach.into(name.toString('latin1').toLowerCase());
    const key = pathKey(path);
    if (reach === null || this.#closed.has(key) || this.#entered.has(key)) return;
    if (this.#look?.enters(path) === false) return;
    this.#entered.add(key);
    this.#pending.push({ path, reach });
  }

  #fail({ path }: Directory, error: unknown): void {
    if (!isFailedCall(error)) throw error;
    const key = pathKey(path);
    if (!this.#failed.has(key)) this.#unreadable.push({ path, reason: reasonOf(error) });
    this.#failed.add(key);
  }

  #place({ path }: Directory): CallPlace {
    return { root: this.#root, directory: path, on: 'directory' };
  }

  /** Queries size and time of an entry. */
  async #query(entry: Entry): Promise<FoundFile | null> {
    const path = joinPath(this.#root, entry.path);
    const place = this.#place(entry.parent);
    try {
      const stats = await fileCalls.run(place, () => lstat(path, { bigint: true }));
      if (stats.isSymbolicLink()) {
        const link = await this.#links.resolve(path, place);
        return await foundLink(link, entry, { stats, path, place }, (found) => this.#enter(found));
      }
      if (stats.isDirectory()) this.#enter(entry);
      if (!stats.isFile() || entry.kind === null) return null;
      return await foundFile(entry, entry.kind, { stats, path, place });
    } catch (error) {
      // Removed since its directory was listed: not an error.
      if (!(isSystemError(error) && error.code === 'ENOENT')) this.#fail(entry.parent, error);
      return null;
    }
  }

  /** Everything found since the last batch. */
  async #batch(): Promise<ScanBatch> {
    const files: FoundFile[] = [];
    for (let at = 0; at < this.#waiting.length; at += AT_ONCE) {
      this.#signal.throwIfAborted();
      const entries = this.#waiting.slice(at, at + AT_ONCE);
      const found = await Promise.all(entries.map((entry) => this.#query(entry)));
      files.push(...found.filter((file) => file !== null));
    }
    const result = { files, unreadable: this.#unreadable, companions: this.#companions };
    this.#waiting = [];
    this.#unreadable = [];
    this.#companions = [];
    return result;
  }
}

/** Directories to start from, without those that are missing or that a whole scan would not reach. */
async function beginnings(
  root: Uint8Array,
  from: readonly Uint8Array[],
  reach: Reach,
  closed: ReadonlySet<string>,
): Promise<Directory[]> {
  const found: Directory[] = [];
  for (const bytes of from) {
    const path = Buffer.from(bytes);
    const into = path.length === 0 ? reach : reachTo(pathKey(path), reach, closed);
    if (into === null) continue;
    const place: CallPlace = { root, directory: path, on: 'directory' };
    const stats = await fileCalls.run(place, () => lstat(joinPath(root, path))).catch(() => null);
    // The chosen folder may itself be a link.
    if (path.length === 0 || stats?.isDirectory()) found.push({ path, reach: into });
  }
  return found;
}

/** Extent within a directory further below. */
function reachTo(key: string, root: Reach, closed: ReadonlySet<string>): Reach | null {
  let reach: Reach | null = root;
  let at = '';
  for (const name of key.split('/')) {
    at = at === '' ? name : `${at}/${name}`;
    reach = closed.has(at) ? null : reach.into(name.toLowerCase());
    if (reach === null) return null;
  }
  return reach;
}

/** Whether a scan comes to a path by itself, or must not; the path is relative to the root. */
function isScanned(path: Buffer, isDirectory: boolean, root: Reach, closed: ReadonlySet<string>): boolean {
  if (path.length === 0) return true;
  const key = pathKey(path);
  const parts = key.split('/');
  if (parts.some((_, i) => closed.has(parts.slice(0, i + 1).join('/')))) return true;
  if (isDirectory) return reachTo(key, root, closed) !== null;
  const parent = parts.slice(0, -1).join('/');
  const reach = parent === '' ? root : reachTo(parent, root, closed);
  return reach?.files === true && kindOfName(path.subarray(path.lastIndexOf('/') + 1)) !== null;
}

/** A file, or what a link leads to. */
interface Met {
  readonly stats: BigIntStats;
  /** Absolute. */
  readonly path: Buffer;
  readonly place: CallPlace;
}

/**
 * @param own the link itself
 * @param enter called where the link leads to a directory that is scanned through it
 */
async function foundLink(
  link: Link,
  entry: Entry,
  own: Met,
  enter: (entry: Entry) => void,
): Promise<FoundFile | null> {
  switch (link.is) {
    case 'needless':
      return null;
    case 'followed':
      if (link.stats.isDirectory()) enter(entry);
      return link.stats.isDirectory() || entry.kind === null
        ? null
        : await foundFile(entry, entry.kind, { ...own, stats: link.stats, path: link.target });
    case 'not-followed':
      return entry.kind === 'photo' || (link.isDirectory && entry.parent.reach.files)
        ? await foundFile(entry, 'photo', own)
        : null;
    default:
      return assertNever(link);
  }
}

async function foundFile(
  { name, path }: Entry,
  kind: FileKind | 'unknown',
  { stats, path: fullPath, place }: Met,
): Promise<FoundFile | null> {
  const cloudOnly = isCloudOnly(name, stats);
  if (kind === 'unknown') {
    // No blocks: an empty file, a placeholder of any size, or a kernel file that may not be safe to read.
    if (cloudOnly || stats.blocks === 0n || !(await sniffPhoto(fullPath, place))) return null;
  }
  return {
    path,
    size: Number(stats.size),
    mtime: Number(stats.mtimeNs / 1000n),
    ctime: Number(stats.ctimeNs / 1000n),
    kind: kind === 'unknown' ? 'photo' : kind,
    cloudOnly,
  };
}

/** Device of the root. */
async function deviceOf(root: Uint8Array): Promise<bigint> {
  const place: CallPlace = { root, directory: new Uint8Array(), on: 'directory' };
  const found = fileCalls.run(place, () => stat(Buffer.from(root), { bigint: true }));
  const stats = await found.catch((error: unknown) => {
    throw isFailedCall(error) ? rootError(error) : error;
  });
  if (!stats.isDirectory()) throw new ScanRootError({ code: 'is-a-file' });
  return stats.dev;
}

/** What a call to the file system fails with, unlike a bug or an abort. */
type FailedCall = NodeJS.ErrnoException | StalledError;

const reasonOf = (error: FailedCall): ErrorReason =>
  error instanceof StalledError
    ? { code: 'not-responding' }
    : reasonOfSystemCode(error.code ?? error.message);

const rootError = (error: FailedCall): ScanRootError => new ScanRootError(reasonOf(error), error);

/** A system error has a syscall. */
const isSystemError = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && 'syscall' in error;
const isFailedCall = (error: unknown): error is FailedCall =>
  error instanceof StalledError || isSystemError(error);
