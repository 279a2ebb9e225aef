import type { BestReason } from '../domain/best-reason.ts';
import { HASH_SIZE } from '../domain/photo.ts';
import { EMBEDDING_SIZE } from '../domain/prediction.ts';
import { log } from '../platform/log/log.ts';
import { type WorkerFailure, WorkerPool } from '../platform/process/worker-pool.ts';
import { bestFirst, bestReason } from '../search/duplicates/best-first.ts';
import type { PhotosToCompare } from '../search/duplicates/near-pair.ts';
import type { IndexedUserData } from '../search/index/indexed-user-data.ts';
import type { Searcher } from '../search/searcher.ts';
import type { LibraryReader } from '../store/library-reader.ts';
import { duplicateOf } from './duplicate-of-photo.ts';
import { ExactCopies } from './exact-copies.ts';
import type { MergeList } from './merge-statements.ts';
import { ReadTexts } from './read-texts.ts';

/** Maximum age of the result in ms while photos are being indexed. */
const FRESH_FOR_MS = 30_000;

/** Timeout for a hung search; a million photos take half a minute. */
const DEADLINE_MS = 30 * 60_000;

/** Times that the photos are compared with more of their texts; a second time is nearly always enough. */
const MOST_ROUNDS = 4;

/** Photos whose buffers are not shared, so that they can be transferred to the thread. */
type TransferablePhotos = PhotosToCompare & {
  readonly embeddings: Int8Array<ArrayBuffer>;
  readonly hashes: Uint8Array<ArrayBuffer>;
};

/** Photos, or files, of the same picture. */
export interface PictureGroup {
  /** Of near duplicates the lowest id of a photo, of exact ones that of their photo. */
  readonly group: number;
  /** Ids of photos, or of files; the best first. */
  readonly members: readonly number[];
  /** Why the first is the best. */
  readonly reason: BestReason;
}

interface Found {
  readonly groups: readonly PictureGroup[];
  /** Photos full of text that look like others, and wait until their text is read. */
  readonly unread: number;
}

function toError(failure: WorkerFailure<Error>): Error {
  if (failure.kind === 'crashed') return failure.error;
  if (failure.kind === 'reported') return failure.fault;
  return new Error(`The search for duplicates ended: ${failure.kind}.`);
}

/** By what a clean-up takes over: the ordinals of the photos of which it is stated. */
const STATED_IN: Readonly<Record<MergeList, (userData: IndexedUserData) => Iterable<number>>> = {
  corrections: ({ corrections }) => [...corrections.values()].flatMap((of) => [...of.keys()]),
  favourites: ({ favourites }) => favourites,
  albums: ({ albums }) => albums.flatMap(({ photos }) => photos),
  // The row of a photo has its edits, see `#bestFirst`.
  edits: () => [],
};

/** Finds photos of the same picture, in a worker thread. */
export class Duplicates {
  readonly #searcher: Searcher;
  readonly #reader: LibraryReader;
  readonly #now: () => number;
  readonly copies: ExactCopies;
  #found: Found = { groups: [], unread: 0 };
  #revision = -1;
  #finishedAt = Number.NEGATIVE_INFINITY;
  #progress = 0;
  readonly #pool = new WorkerPool<TransferablePhotos, PhotosToCompare, number[][], Error, null, number>({
    script: new URL('../search/duplicates/duplicates-worker.ts', import.meta.url),
    size: 1,
    requestsPerWorker: 1,
    handOver: (photos) => ({
      message: photos,
      transfer: [photos.embeddings.buffer, photos.hashes.buffer],
    }),
    toError,
    endsThreads: 'at-once',
    onLoss: 'replace',
    holdsProcess: 'always',
    onNotification: (progress) => {
      this.#progress = Math.min(1, progress);
    },
  });
  #isSearching = false;
  #search: Promise<void> = Promise.resolve();
  #error: unknown = null;

  constructor(searcher: Searcher, reader: LibraryReader, now: () => number) {
    this.#searcher = searcher;
    this.#reader = reader;
    this.#now = now;
    this.copies = new ExactCopies(searcher, reader);
  }

  /**
   * Searches again if the library has changed since.
   * @returns whether a search is in progress, and how far it is, from 0 to 1
   * @throws what the last search failed with, once
   */
  update(): { readonly working: boolean; readonly part: number } {
    const revision = this.#searcher.revision();
    if (this.#error !== null) {
      const error = this.#error;
      this.#error = null;
      throw error;
    }
    if (!this.#isSearching && revision !== this.#revision && this.#now() - this.#finishedAt > FRESH_FOR_MS)
      this.#startSearch(revision);
    return { working: this.#isSearching, part: this.#progress };
  }

  /** Photos full of text that look like others but are not compared, because their text was not read yet. */
  get unread(): number {
    return this.#found.unread;
  }

  /** The groups of the last search, of the photos that are there. */
  present(): PictureGroup[] {
    return this.#found.groups
      .map((group) => {
        const members = group.members.filter((photo) => this.#isHere(photo));
        return { ...group, members, group: Math.min(...members) };
      })
      .filter(({ members }) => members.length > 1);
  }

  /** Searches for duplicates if the library has changed since; resolves when the result is ready. */
  async prepare(): Promise<void> {
    const revision = this.#searcher.revision();
    if (revision !== this.#revision && !this.#isSearching) this.#startSearch(revision);
    await this.#search;
  }

  /** Photos that have duplicates, near ones as of the last search or exact copies, by ordinal. */
  *photos(): Generator<number> {
    for (const photo of this.copies.byPhoto().keys()) {
      const ordinal = this.#searcher.index.shownOrdinalOf(photo);
      if (ordinal !== null) yield ordinal;
    }
    for (const group of this.#found.groups) {
      const present = group.members
        .filter((photo) => this.#isHere(photo))
        .map((photo) => this.#searcher.index.ordinalOf(photo))
        .filter((one) => one !== null);
      if (present.length > 1) yield* present;
    }
  }

  #isHere(photo: number): boolean {
    const { index } = this.#searcher;
    const ordinal = index.ordinalOf(photo);
    return ordinal !== null && !index.isMissing(ordinal) && !index.isHidden(ordinal);
  }

  #startSearch(revision: number): void {
    this.#isSearching = true;
    this.#progress = 0;
    this.#search = this.#findGroups()
      .then(
        (found) => {
          this.#found = found;
          this.#revision = revision;
        },
        (error: unknown) => {
          log.error('duplicates cannot be looked for', { error });
          this.#error = error;
        },
      )
      .finally(() => {
        this.#finishedAt = this.#now();
        this.#isSearching = false;
      });
  }

  async #findGroups(): Promise<Found> {
    const read = new ReadTexts(this.#reader);
    let groups = await this.#findNear(read);
    // Text is looked up only of photos that look alike; once it has parted some, others may come together.
    for (let round = 0; round < MOST_ROUNDS && read.lookUp(groups.flat()); round++)
      groups = await this.#findNear(read);
    const stated = this.#withStatements();
    return {
      unread: read.waiting.size,
      groups: groups
        .map((photos) => photos.filter((photo) => read.isLookedUp(photo)))
        .filter(({ length }) => length > 1)
        .map((photos) => this.#bestFirst(photos, stated)),
    };
  }

  /** Groups of photos that look alike and whose texts do not differ, by their ids. */
  async #findNear(read: ReadTexts): Promise<number[][]> {
    const { index } = this.#searcher;
    await index.readEmbeddings();
    const ordinals = [...index.newest];
    const embeddings = new Int8Array(ordinals.length * EMBEDDING_SIZE);
    const hashes = new Uint8Array(ordinals.length * HASH_SIZE);
    const stored = this.#reader.perceptualHashes();
    const ids = ordinals.map((ordinal) => index.columns.id[ordinal] as number);
    for (const [row, ordinal] of ordinals.entries()) {
      embeddings.set(index.embeddings.get(ordinal), row * EMBEDDING_SIZE);
      hashes.set(stored.get(ids[row] as number) ?? [], row * HASH_SIZE);
    }
    stored.clear();
    const groups = await this.#pool.run(
      { count: ordinals.length, embeddings, hashes, ...read.byRow(ids) },
      { deadlineMs: DEADLINE_MS },
    );
    return groups.map((group) => group.map((row) => ids[row] as number));
  }

  /** Ordinals of the photos that the user stated anything of. */
  #withStatements(): ReadonlySet<number> {
    const { userData } = this.#searcher.index;
    return new Set(Object.values(STATED_IN).flatMap((photosOf) => [...photosOf(userData)]));
  }

  #bestFirst(photos: readonly number[], stated: ReadonlySet<number>): PictureGroup {
    const { index } = this.#searcher;
    const files = Map.groupBy(this.#reader.files.filesOf(photos), ({ photo }) => photo);
    const known = photos.flatMap((photo) => {
      const row = this.#reader.photo(photo);
      const oldest = files.get(photo)?.toSorted((a, b) => a.mtime - b.mtime)[0];
      const ordinal = index.ordinalOf(photo);
      if (row === null || oldest === undefined) return [];
      const sharpness = ordinal === null ? null : (index.columns.sharpness[ordinal] ?? null);
      const hasStatements = row.edited.length > 0 || (ordinal !== null && stated.has(ordinal));
      return [{ photo, ...duplicateOf(row, oldest, sharpness, hasStatements) }];
    });
    const sorted = bestFirst(known);
    const members = sorted.map(({ photo }) => photo);
    return { group: Math.min(...members), members, reason: bestReason(sorted) };
  }

  async close(): Promise<void> {
    await this.#pool.close();
  }
}
