import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import {
  type DurableFile,
  type DurableFiles,
  diskFiles,
  type FilePath,
} from '../../src/platform/files/durable-files.ts';

/** The power cut of `ForgettingFiles`. */
export class PowerCut extends Error {}

/** Content of a file as it is on the disk; a name in a folder points to it. */
interface Inode {
  kept: Buffer;
  /** Whether the file was written since. */
  isDirty: boolean;
}
/** A change of names that is not on the disk yet. */
interface Pending {
  readonly folder: string;
  readonly apply: (names: Map<string, Inode>) => void;
}

/**
 * Files on a disk that forgets what was not synced. A power cut leaves of every file the synced content, or any part of
 * what was written since; of names that were created, renamed or removed, only the first few changes of a folder that
 * was not synced. Files that other code makes count as synced.
 */
export class ForgettingFiles implements DurableFiles {
  readonly #random: () => number;
  /** Names as they look, and as they are on the disk. */
  readonly #seen = new Map<string, Inode>();
  readonly #kept = new Map<string, Inode>();
  #pending: Pending[] = [];
  /** Number of operations until the power cut. */
  #left = Number.POSITIVE_INFINITY;

  /** @param random numbers from 0 to 1 */
  constructor(random: () => number) {
    this.#random = random;
  }

  /** The power is cut at the n-th operation from now; every later one fails too. */
  cutAfter(operations: number): void {
    this.#left = operations;
  }

  /** Everything reaches the disk. Call before other code changes the files. */
  syncAll(): void {
    this.#seen.clear();
    this.#kept.clear();
    this.#pending = [];
  }

  /** Leaves on the disk what is certain to be there, and by chance some of the rest. */
  restart(): void {
    this.#left = Number.POSITIVE_INFINITY;
    const lasting = new Map<string, number>();
    for (const { folder, apply } of this.#pending) {
      const chance = lasting.get(folder) ?? this.#random();
      lasting.set(folder, chance);
      if (this.#random() < chance) apply(this.#kept);
      else lasting.set(folder, 0);
    }
    const contents = [...this.#kept].map(
      ([name, inode]) => [name, this.#contentAfterCut(name, inode)] as const,
    );
    for (const name of this.#seen.keys()) rmSync(name, { force: true });
    for (const [name, content] of contents) writeFileSync(name, content);
    this.syncAll();
  }

  #contentAfterCut(name: string, inode: Inode): Buffer {
    const looks = [...this.#seen].find(([, seen]) => seen === inode)?.[0] ?? name;
    if (!inode.isDirty || !existsSync(looks)) return inode.kept;
    const written = readFileSync(looks);
    const chance = this.#random();
    if (chance < 0.4) return inode.kept;
    if (chance < 0.6) return written;
    // What was synced, and not written again, stays.
    const same = commonLength(inode.kept, written);
    return written.subarray(0, same + Math.floor(this.#random() * (written.length - same + 1)));
  }

  #step(): void {
    if (this.#left <= 0) throw new PowerCut('the power is cut');
    this.#left -= 1;
  }

  /** The inode of a name; what other code wrote counts as synced. */
  #inodeOf(name: string): Inode {
    let inode = this.#seen.get(name);
    if (inode === undefined) {
      inode = { kept: readFileSync(name), isDirty: false };
      this.#seen.set(name, inode);
      this.#kept.set(name, inode);
    }
    return inode;
  }

  #change(name: string, apply: (names: Map<string, Inode>) => void): void {
    apply(this.#seen);
    this.#pending.push({ folder: dirname(name), apply });
  }

  open(path: FilePath, mode: 'read' | 'change' | 'new' | 'shared'): DurableFile {
    this.#step();
    const name = nameOf(path);
    const isNew = (mode === 'new' || mode === 'shared') && !existsSync(name);
    if (!isNew && existsSync(name)) this.#inodeOf(name);
    const file = diskFiles.open(name, mode);
    if (isNew) {
      const made: Inode = { kept: Buffer.alloc(0), isDirty: false };
      this.#change(name, (names) => names.set(name, made));
    }
    const inode = this.#inodeOf(name);
    if (mode === 'new') inode.isDirty = true;
    const changing = (work: () => void): void => {
      this.#step();
      inode.isDirty = true;
      work();
    };
    return {
      ...file,
      write: (bytes, at) =>
        changing(() => {
          // The power may be cut within a write.
          if (this.#left > 0) return file.write(bytes, at);
          file.write(bytes.subarray(0, Math.floor(this.#random() * bytes.length)), at);
          throw new PowerCut('the power is cut within a write');
        }),
      truncate: (size) => changing(() => file.truncate(size)),
      sync: () => {
        this.#step();
        inode.kept = contentOf(file);
        inode.isDirty = false;
      },
    };
  }

  exists(path: FilePath): boolean {
    this.#step();
    return diskFiles.exists(path);
  }

  rename(source: FilePath, target: FilePath): void {
    this.#step();
    const [from, to] = [nameOf(source), nameOf(target)];
    const inode = this.#inodeOf(from);
    if (existsSync(to)) this.#inodeOf(to);
    diskFiles.rename(from, to);
    this.#change(to, (names) => {
      names.delete(from);
      names.set(to, inode);
    });
  }

  remove(path: FilePath): void {
    this.#step();
    const name = nameOf(path);
    if (!existsSync(name)) return;
    this.#inodeOf(name);
    diskFiles.remove(name);
    this.#change(name, (names) => names.delete(name));
  }

  syncFolder(path: FilePath): void {
    this.#step();
    const folder = nameOf(path);
    for (const pending of this.#pending) if (pending.folder === folder) pending.apply(this.#kept);
    this.#pending = this.#pending.filter((pending) => pending.folder !== folder);
  }
}

/** The tests give no names that are not valid text. */
const nameOf = (path: FilePath): string => path.toString();

function commonLength(a: Buffer, b: Buffer): number {
  const different = a.findIndex((byte, at) => byte !== b[at]);
  return different < 0 ? Math.min(a.length, b.length) : different;
}

function contentOf(file: DurableFile): Buffer {
  const content = Buffer.alloc(file.size());
  file.read(content, 0);
  return content;
}
