import { createHash } from 'node:crypto';
import { dropBytes } from '../../domain/drop-bytes.ts';
import { readPhoto } from '../../platform/files/read-photo.ts';
import { log } from '../../platform/log/log.ts';
import type { WaitingFile } from '../../store/index-queue.ts';
import type { IndexWriter } from '../../store/index-writer.ts';
import type { ThumbnailCache } from '../../store/thumbnail-cache.ts';
import { DEFAULT_LIMITS } from '../../vision/decode/decode-limits.ts';
import type { CrashMarker } from './crash-marker.ts';
import { type Decoded, decodeFile } from './decode-file.ts';
import { decodeKnownPhoto } from './decode-known-photo.ts';

export interface RestoreTools {
  readonly writer: IndexWriter;
  readonly thumbnails: ThumbnailCache;
  readonly marker: CrashMarker;
}

interface RestoreRun {
  /** Maximum number of photos decoded at once. */
  readonly decoders: number;
  readonly signal: AbortSignal;
  /** Returns true to stop after the photos in progress. */
  readonly shouldYield: () => boolean;
  /** Resolves when the next photo may be decoded. */
  readonly mayDecode: () => Promise<void>;
}

const PAGE = 500;
/** Number of photos in a window that are made at once. */
const SHOWN_AT_ONCE = 2;
/** Photos decoded for a window that the network has not seen are kept so many at most; others are decoded again. */
const MOST_READY = 128;
/** More cannot be seen at once: the ones that were asked for first have left the window. */
const MOST_SHOWN = 1000;

/**
 * Makes thumbnails again, from the photos, where the cache has none: it was damaged or deleted. Those that a window
 * shows are made at once, also while indexing is paused; the others in the background. So are those of photos that are
 * listed and not read yet: what was decoded for them is kept for the network.
 */
export class ThumbnailRestorer {
  readonly #tools: RestoreTools;
  readonly #stop = new AbortController();
  /** Photos that a window shows, in the order in which it asked for them. */
  readonly #shown = new Set<number>();
  #serving: Promise<unknown> | null = null;
  /** Files that were decoded for a window, until the network sees them. */
  readonly #ready = new Map<number, Decoded>();

  constructor(tools: RestoreTools) {
    this.#tools = tools;
  }

  /** A file that was decoded for a window already, once; undefined if it was not. */
  takeReady(file: number): Decoded | undefined {
    const decoded = this.#ready.get(file);
    this.#ready.delete(file);
    return decoded;
  }

  /** Drops what the network has seen by another way. */
  dropReady(): void {
    for (const { photo } of this.#ready.values())
      for (const bytes of [photo.input, photo.thumbnail]) dropBytes(bytes);
    this.#ready.clear();
  }

  /** A window shows these photos and there is no picture of them. */
  want(photos: readonly number[]): void {
    if (this.#stop.signal.aborted) return;
    for (const photo of photos) {
      this.#shown.delete(photo);
      this.#shown.add(photo);
    }
    for (const photo of this.#shown) {
      if (this.#shown.size <= MOST_SHOWN) break;
      this.#shown.delete(photo);
    }
    this.#serving ??= Promise.all(Array.from({ length: SHOWN_AT_ONCE }, () => this.#serve())).finally(() => {
      this.#serving = null;
    });
  }

  async #serve(): Promise<void> {
    for (;;) {
      // The newest first: the others may have been scrolled past.
      const photo = [...this.#shown].at(-1);
      if (photo === undefined || this.#stop.signal.aborted) return;
      this.#shown.delete(photo);
      await this.#restore(photo, this.#stop.signal);
    }
  }

  /**
   * Restores the missing thumbnails of all photos.
   * @returns whether it came to its end; photos that cannot be read at present are left out
   */
  async restoreAll({ decoders, signal, shouldYield, mayDecode }: RestoreRun): Promise<boolean> {
    const { writer, thumbnails } = this.#tools;
    for (let last = 0; ; ) {
      const page = writer.photos.hashesAfter(last, PAGE);
      last = page.at(-1)?.photo ?? last;
      if (page.length === 0) return true;
      const missing = thumbnails.missing(page);
      const isWhole = missing.length === 0;
      const decoder = async (): Promise<void> => {
        while (missing.length > 0 && !signal.aborted && !shouldYield()) {
          const next = missing.shift();
          if (next === undefined) return;
          await mayDecode();
          await this.#restore(next.photo, signal);
        }
      };
      await Promise.all(Array.from({ length: decoders }, decoder));
      // Commands are received between two pages.
      await new Promise((resolve) => setImmediate(resolve));
      if (signal.aborted || (!isWhole && shouldYield())) return false;
    }
  }

  async #restore(id: number, signal: AbortSignal): Promise<void> {
    const { writer, thumbnails, marker } = this.#tools;
    try {
      const file = writer.listed.fileOf(id);
      if (file !== null) return await this.#showListed(id, file, signal);
      const photo = writer.predictions.filesOf(id);
      const decoded = photo === null ? null : await decodeKnownPhoto(photo, marker, signal);
      // Decoded elsewhere, as it was the first time.
      if (decoded === 'unseen') return writer.films.seeAgain(id);
      if (photo === null || decoded === null) return;
      thumbnails.keep([{ hash: photo.hash, picture: decoded.thumbnail }]);
      for (const bytes of [decoded.input, decoded.thumbnail]) dropBytes(bytes);
    } catch (error) {
      // Aborted in the middle: the next run continues.
      if (!signal.aborted) log.warn('a thumbnail cannot be made again', { error });
    }
  }

  /** Reads and decodes a listed photo before its turn: its thumbnail can be shown by its content. */
  async #showListed(id: number, file: WaitingFile, signal: AbortSignal): Promise<void> {
    const { writer, thumbnails, marker } = this.#tools;
    const bytes = await readPhoto(file.folder, file.path, DEFAULT_LIMITS.maxBytes);
    // What is wrong with it is stated when it has its turn.
    if (!Buffer.isBuffer(bytes)) return;
    const hash = createHash('sha256').update(bytes).digest();
    const outcome = await decodeFile({ file, bytes, hash }, marker, signal);
    if ('kind' in outcome) return;
    thumbnails.keep([{ hash, picture: outcome.photo.thumbnail }]);
    writer.listed.settle(id, hash);
    if (this.#ready.size < MOST_READY) this.#ready.set(file.id, outcome);
  }

  /** Stops what it does for windows; resolves when the photos in progress are done. */
  async close(): Promise<void> {
    this.#stop.abort(new Error('The indexer is closing.'));
    await this.#serving;
  }
}
