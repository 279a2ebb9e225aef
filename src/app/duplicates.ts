import type { Output, ParsedInput } from '../api/contract.ts';
import { HASH_SIZE } from '../domain/photo.ts';
import { EMBEDDING_SIZE } from '../domain/prediction.ts';
import { type WorkerFailure, WorkerPool } from '../platform/process/worker-pool.ts';
import { bestFirst } from '../search/duplicates/best-first.ts';
import type { PhotosToCompare } from '../search/duplicates/near-pair.ts';
import type { Searcher } from '../search/searcher.ts';
import type { LibraryReader } from '../store/library-reader.ts';

/** Maximum age of the result in ms while photos are being indexed. */
const GOOD_FOR_MS = 30_000;

/** Timeout for a hung search; a million photos take half a minute. */
const DEADLINE_MS = 30 * 60_000;

/** Photos whose buffers are not shared, so that they can be transferred to the thread. */
type OwnPhotos = PhotosToCompare & {
  readonly embeddings: Int8Array<ArrayBuffer>;
  readonly hashes: Uint8Array<ArrayBuffer>;
};

function toError(failure: WorkerFailure<Error>): Error {
  if (failure.kind === 'crashed') return failure.error;
  if (failure.kind === 'reported') return failure.fault;
  return new Error(`The search for duplicates ended: ${failure.kind}.`);
}

/** Finds photos of the same picture, in a worker thread. */
export class Duplicates {
  readonly #searcher: Searcher;
  readonly #reader: LibraryReader;
  readonly #now: () => number;
  /** Groups of photo ids, the best first. */
  #groups: readonly (readonly number[])[] = [];
  #for = -1;
  #at = Number.NEGATIVE_INFINITY;
  #part = 0;
  readonly #pool = new WorkerPool<OwnPhotos, PhotosToCompare, number[][], Error, null, number>({
    script: new URL('../search/duplicates/duplicates-worker.ts', import.meta.url),
    size: 1,
    requestsPerWorker: 1,
    handOver: (photos) => ({
      message: photos,
      transfer: [photos.embeddings.buffer, photos.hashes.buffer],
    }),
    toError,
    onLoss: 'replace',
    holdsProcess: 'always',
    onNotification: (part) => {
      this.#part = Math.min(1, part);
    },
  });
  #working = false;
  #looking: Promise<void> = Promise.resolve();
  #error: unknown = null;

  constructor(searcher: Searcher, reader: LibraryReader, now: () => number) {
    this.#searcher = searcher;
    this.#reader = reader;
    this.#now = now;
  }

  /** A page of the last result; searches again if the library has changed since. */
  list({ offset, limit }: ParsedInput<'duplicates.list'>): Output<'duplicates.list'> {
    const revision = this.#searcher.revision();
    if (this.#error !== null) {
      const error = this.#error;
      this.#error = null;
      throw error;
    }
    if (!this.#working && revision !== this.#for && this.#now() - this.#at > GOOD_FOR_MS)
      this.#look(revision);
    const here = this.#groups
      .map((group) => group.filter((photo) => this.#isHere(photo)))
      .filter((group) => group.length > 1);
    return {
      working: this.#working,
      part: this.#part,
      total: here.length,
      groups: here.slice(offset, offset + limit).map((group) => this.#searcher.hitsOf(group)),
    };
  }

  /** Searches for duplicates if the library has changed since; resolves when the result is ready. */
  async prepare(): Promise<void> {
    const revision = this.#searcher.revision();
    if (revision !== this.#for && !this.#working) this.#look(revision);
    await this.#looking;
  }

  /** Photos that have duplicates, as of the last search, by ordinal. */
  *photos(): Generator<number> {
    for (const group of this.#groups) {
      const here = group
        .filter((photo) => this.#isHere(photo))
        .map((photo) => this.#searcher.index.ordinalOf(photo))
        .filter((one) => one !== null);
      if (here.length > 1) yield* here;
    }
  }

  #isHere(photo: number): boolean {
    const { index } = this.#searcher;
    const ordinal = index.ordinalOf(photo);
    return ordinal !== null && !index.isMissing(ordinal);
  }

  #look(revision: number): void {
    this.#working = true;
    this.#part = 0;
    this.#looking = this.#find()
      .then(
        (groups) => {
          this.#groups = groups;
          this.#for = revision;
        },
        (error: unknown) => {
          this.#error = error;
        },
      )
      .finally(() => {
        this.#at = this.#now();
        this.#working = false;
      });
  }

  async #find(): Promise<number[][]> {
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
      { count: ordinals.length, embeddings, hashes },
      { deadlineMs: DEADLINE_MS },
    );
    return groups.map((group) => this.#bestFirst(group.map((row) => ids[row] as number)));
  }

  #bestFirst(photos: readonly number[]): number[] {
    const known = photos.flatMap((photo) => {
      const row = this.#reader.photo(photo);
      return row === null ? [] : [{ photo, ...row, ...this.#reader.oldestFile(photo) }];
    });
    return bestFirst(known).map(({ photo }) => photo);
  }

  async close(): Promise<void> {
    await this.#pool.close();
  }
}
