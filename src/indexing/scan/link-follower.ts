import type { BigIntStats } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { type CallPlace, fileCalls } from '../../platform/files/file-calls.ts';
import { isBelow } from '../../platform/files/link-target.ts';
import { StalledError } from '../../platform/files/stalled-error.ts';

/** What a link is to a scan. */
export type Link =
  /** Its file or directory is in the scanned folder, where the scan does not come to by itself. */
  | { readonly is: 'followed'; readonly target: Buffer; readonly stats: BigIntStats }
  /** Nothing is lost without it: what it leads to is found by itself, was followed before, or is excluded. */
  | { readonly is: 'needless' }
  /** Outside the chosen folders, or not there. */
  | { readonly is: 'not-followed'; readonly isDirectory: boolean };

/** Distinguishes links during one scan, so that each target is entered once and no loop is followed. */
export class LinkFollower {
  readonly #root: Buffer;
  readonly #others: readonly Buffer[];
  readonly #isFound: (path: Buffer, isDirectory: boolean) => boolean;
  readonly #followed = new Set<string>();

  private constructor(
    root: Buffer,
    others: readonly Buffer[],
    isFound: (path: Buffer, isDirectory: boolean) => boolean,
  ) {
    this.#root = root;
    this.#others = others;
    this.#isFound = isFound;
  }

  /**
   * @param root absolute path of the folder that is scanned
   * @param others absolute paths of the other folders of the library
   * @param isFound whether a path relative to the root is scanned without a link, or is excluded
   */
  static async of(
    root: Uint8Array,
    others: readonly Uint8Array[],
    isFound: (path: Buffer, isDirectory: boolean) => boolean,
  ): Promise<LinkFollower> {
    const real = (path: Uint8Array): Promise<Buffer | null> =>
      fileCalls
        .run({ root: path, directory: new Uint8Array(), on: 'directory' }, () =>
          realpath(Buffer.from(path), 'buffer'),
        )
        .catch(() => null);
    const found = await Promise.all(others.map(real));
    const reachable = found.filter((path) => path !== null);
    return new LinkFollower((await real(root)) ?? Buffer.from(root), reachable, isFound);
  }

  /**
   * @param path absolute path of the link
   * @param place where it lies
   * @throws StalledError where the drive of the link or of its target does not answer
   */
  async resolve(path: Buffer, place: CallPlace): Promise<Link> {
    const ofLink: CallPlace = { ...place, on: 'file' };
    const target = await fileCalls.run(ofLink, () => realpath(path, 'buffer')).catch(nullIfMissing);
    const stats =
      target === null
        ? null
        : await fileCalls.run(ofLink, () => stat(target, { bigint: true })).catch(nullIfMissing);
    if (target === null || stats === null) return { is: 'not-followed', isDirectory: false };
    const isDirectory = stats.isDirectory();
    if (!isDirectory && !stats.isFile()) return { is: 'needless' };
    if (!isBelow(target, this.#root))
      return this.#others.some((other) => isBelow(target, other))
        ? { is: 'needless' }
        : { is: 'not-followed', isDirectory };
    const below = target
      .subarray(this.#root.length)
      .toString('latin1')
      .replace(/^[\\/]/, '');
    if (this.#isFound(Buffer.from(below, 'latin1'), isDirectory)) return { is: 'needless' };
    const key = target.toString('latin1');
    if (isDirectory && this.#followed.has(key)) return { is: 'needless' };
    this.#followed.add(key);
    return { is: 'followed', target, stats };
  }
}

/** A link that leads nowhere is no error; a drive without an answer may have its target. */
function nullIfMissing(error: unknown): null {
  if (error instanceof StalledError) throw error;
  return null;
}
