import { log } from '../../platform/log/log.ts';
import { type WorkerFailure, WorkerPool } from '../../platform/process/worker-pool.ts';
import type { LibraryReader } from '../../store/library-reader.ts';
import type { GroupedState, GroupingWorkerData } from './grouping-worker.ts';
import { NO_GROUPS, type PeopleGroups, storedPeopleGroups } from './people-groups.ts';

/** Timeout for a hung grouping. */
const DEADLINE_MS = 30 * 60_000;
/** Between two groupings so many times as long passes as the last one took: after a statement, and during indexing. */
const [REST_OF_USER, REST_OF_INDEXING] = [1, 10];

function toError(failure: WorkerFailure<Error>): Error {
  if (failure.kind === 'crashed') return failure.error;
  if (failure.kind === 'reported') return failure.fault;
  return new Error(`The grouping of faces ended: ${failure.kind}.`);
}

/** Keeps the groups of all faces: those that are stored, made again in a worker thread when the library changes. */
export class GroupsKeeper {
  readonly #reader: LibraryReader;
  readonly #pool: WorkerPool<null, null, GroupedState, Error>;
  #groups: PeopleGroups = NO_GROUPS;
  /** State of the library that the groups are of, or for which they could not be made; null at first. */
  #state: string | null = null;
  #userData = -1;
  #version = 0;
  #finishedAt = Number.NEGATIVE_INFINITY;
  #tookMs = 0;
  #work: Promise<void> | null = null;
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;

  /**
   * Begins with the groups that are stored.
   * @param library path of the library that the reader reads
   */
  constructor(reader: LibraryReader, library: string) {
    this.#reader = reader;
    const stored = reader.people.groups();
    if (stored.state !== null) {
      this.#groups = storedPeopleGroups(stored);
      this.#state = stored.state;
    }
    this.#pool = new WorkerPool({
      script: new URL('grouping-worker.ts', import.meta.url),
      size: 1,
      workerData: { library } satisfies GroupingWorkerData,
      requestsPerWorker: 1,
      handOver: () => ({ message: null, transfer: [] }),
      toError,
      endsThreads: 'at-once',
      onLoss: 'replace',
      holdsProcess: 'always',
    });
  }

  /** The last groups: the same object until others are there. */
  groups(): PeopleGroups {
    return this.#groups;
  }

  /** How far the grouping is: the number of times that the groups changed, and whether they are being made again. */
  progress(): { readonly version: number; readonly isGrouping: boolean } {
    return { version: this.#version, isGrouping: this.#work !== null || this.#timer !== undefined };
  }

  /**
   * Groups again if the library has changed, now or after a rest; returns at once.
   * @param state of the library, where it is known already
   */
  follow(state?: string): void {
    if (this.#isClosed || this.#work !== null) return;
    if ((state ?? this.#reader.contentState()) === this.#state) return;
    if (this.#state === null && !this.#reader.people.hasFaces()) return;
    const isOfUser = this.#reader.userDataRevision() !== this.#userData;
    const rest = this.#tookMs * (isOfUser ? REST_OF_USER : REST_OF_INDEXING);
    const waitMs = this.#finishedAt + rest - performance.now();
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (waitMs <= 0) this.#start();
    else
      this.#timer = setTimeout(() => {
        this.#timer = undefined;
        this.follow();
      }, waitMs).unref();
  }

  /** Resolves when the groups are those of the library as it was when this was called, or could not be made. */
  async settled(): Promise<void> {
    // What was under way may be of an earlier state.
    for (let times = 0; times < 2; times++) {
      this.#finishedAt = Number.NEGATIVE_INFINITY;
      this.follow();
      if (this.#work === null) return;
      await this.#work;
    }
  }

  #start(): void {
    const began = performance.now();
    const tried = { state: this.#reader.contentState(), userData: this.#reader.userDataRevision() };
    this.#work = this.#pool
      .run(null, { deadlineMs: DEADLINE_MS })
      .then(
        ({ state, groups }) => {
          this.#state = state;
          this.#groups = groups;
          this.#version += 1;
        },
        (error: unknown) => {
          // Tried again when the library changes.
          this.#state = tried.state;
          if (!this.#isClosed) log.warn('the faces cannot be grouped', { error });
        },
      )
      .finally(() => {
        this.#userData = tried.userData;
        this.#tookMs = performance.now() - began;
        this.#finishedAt = performance.now();
        this.#work = null;
        this.#followAgain();
      });
  }

  /** What changed meanwhile is grouped next. */
  #followAgain(): void {
    try {
      this.follow();
    } catch (error) {
      if (!this.#isClosed) log.warn('the library cannot be followed', { error });
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    await this.#pool.close();
    await this.#work;
  }
}
