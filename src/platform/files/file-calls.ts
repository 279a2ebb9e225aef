import process from 'node:process';
import { directoryBytes, directoryKey, isWithin } from './directory-key.ts';
import { type SilenceObserver, type SilentPlace, SilentPlaces, type StalledCall } from './silent-places.ts';
import { StalledError } from './stalled-error.ts';

/** Where a call to the file system goes. */
export interface CallPlace {
  /** Absolute path of the chosen folder. */
  readonly root: Uint8Array;
  /** Directory relative to it, `/` between the parts; empty for the folder itself. */
  readonly directory: Uint8Array;
  /**
   * Whether the call concerns the directory as a whole, one file in it, or the bytes of one. A call on a file may be
   * served from memory where its drive is away, so that only the other responses show that the drive is there.
   */
  readonly on: 'directory' | 'file' | 'bytes';
  /** Path of the file relative to the root, where it is one file. */
  readonly file?: Uint8Array;
}

/** A directory of which some files do not respond: perhaps only these, perhaps none does. */
interface DoubtfulPlace {
  readonly root: Uint8Array;
  /** Relative to the root. */
  readonly directory: Uint8Array;
  /** Paths of the files that did not respond, relative to the root. */
  readonly files: readonly Uint8Array[];
}

/** Calls that read other files of a directory, `most` at most; none where there are no others. */
type DirectoryProbe = (place: DoubtfulPlace, most: number) => readonly (() => Promise<unknown>)[];

/** What an owner of the calls follows. */
export interface CallObserver extends SilenceObserver {
  /** So many calls never returned that the threads for others run out: only another process has new ones. */
  onExhausted(): void;
}

/** In ms, for each call: a drive that spins up, or a network that is slow, responds within it. */
const ANSWER_WITHIN_MS = 60_000;
/** Other files that are probed at once; each may keep a thread. */
const MOST_PROBES = 2;
/** Threads of Node's pool for calls to the file system: as many calls run at once, each of which may keep its thread. */
export const FILE_THREADS = 24;
/**
 * A limit is so many ticks of one timer for all calls: a timer for each would cost as much as a call. Of a sleep of the
 * computer one tick counts at most.
 */
const TICKS = 12;
/** libuv's own. */
const DEFAULT_THREADS = 4;

/** A call that has begun. */
interface Begun extends StalledCall {
  readonly root: Root;
  /** Number of the tick before it. */
  readonly since: number;
  readonly onLate: () => void;
  isLate: boolean;
}

interface Root {
  readonly bytes: Uint8Array;
  /** Calls within their limits. */
  running: number;
  readonly silent: SilentPlaces;
  /** Calls that have not returned since their limits. */
  readonly stuck: Set<Begun>;
  /** Directories of which other files are being probed, and the end of that: calls in them wait for it. */
  readonly probed: Map<string, Promise<void>>;
}

interface Waiting {
  readonly root: Root;
  readonly directory: string;
  readonly begin: () => void;
  readonly refuse: (error: StalledError) => void;
}

/**
 * Calls to the file system with a limit each. One that never returns keeps its thread of Node's pool for ever, so there
 * are never more of them than `slots`, of one chosen folder half as many; and a directory that does not respond gets no
 * further calls until it is tried again by itself, or a call in it that had been given up returns.
 */
export class FileCalls {
  readonly #slots: number;
  readonly #limitMs: number;
  readonly #now: () => number;
  readonly #roots = new Map<string, Root>();
  readonly #observers = new Set<CallObserver>();
  #probe: DirectoryProbe | null = null;
  #waiting: Waiting[] = [];
  /** Those that have not returned. */
  readonly #begun = new Set<Begun>();
  #stuck = 0;
  #tick = 0;
  #timer: NodeJS.Timeout | null = null;

  /** @param now ms since 1970 */
  constructor(slots: number, limitMs: number, now: () => number = Date.now) {
    this.#slots = Math.max(2, slots);
    this.#limitMs = limitMs;
    this.#now = now;
  }

  /**
   * Runs a call to the file system.
   * @throws StalledError where it does not respond within the limit, or its directory did not before; errors of the call
   */
  run<T>({ root, directory, on, file }: CallPlace, call: () => Promise<T>): Promise<T> {
    const of = this.#root(root);
    const key = directoryKey(directory);
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    const begin = (): void => {
      const begun = this.#begin({ root: of, directory: key, on, file: file ?? null }, (late) => {
        this.#onStall(late);
        const probes = this.#probesOf(of, key);
        if (probes === null) reject(this.#stalled());
        // Until it is known whether the directory is left out.
        else void probes.then(() => reject(this.#stalled()));
      });
      if (begun === null) reject(this.#stalled());
      else this.#finish(begun, call).then(resolve, reject);
    };
    if (this.#waiting.length === 0 && this.#mayBegin(of, key)) begin();
    else {
      this.#waiting.push({ root: of, directory: key, begin, refuse: reject });
      this.#next();
    }
    return promise;
  }

  async #finish<T>(begun: Begun, call: () => Promise<T>): Promise<T> {
    try {
      return await call();
    } finally {
      this.#onReturn(begun);
    }
  }

  /** How other files of a directory are read before it is left out because of some. */
  setProbe(probe: DirectoryProbe | null): void {
    this.#probe = probe;
  }

  /** Follows the calls. @returns ends that */
  observe(observer: CallObserver): () => void {
    this.#observers.add(observer);
    return () => void this.#observers.delete(observer);
  }

  /** Whether a directory is left out, or in one that is. @param directory relative to the root */
  isSilent(root: Uint8Array, directory: Uint8Array): boolean {
    const of = this.#roots.get(directoryKey(root));
    return of !== undefined && of.silent.around(directoryKey(directory)) !== null;
  }

  /** Directories that are left out. */
  places(): SilentPlace[] {
    return [...this.#roots.values()].flatMap(({ silent }) => silent.list());
  }

  /** Leaves directories out that an earlier process found silent. */
  restore(places: readonly SilentPlace[]): void {
    for (const place of places) this.#root(place.root).silent.restore(place);
  }

  /** Every directory that is left out is tried again with the next call. */
  tryAgain(): void {
    for (const { silent } of this.#roots.values()) silent.tryAgain();
  }

  #root(bytes: Uint8Array): Root {
    const key = directoryKey(bytes);
    const known = this.#roots.get(key);
    if (known !== undefined) return known;
    const root: Root = {
      bytes,
      running: 0,
      silent: new SilentPlaces(bytes, this.#now, {
        onSilent: (place) => {
          for (const { onSilent } of this.#observers) onSilent(place);
        },
        onResponse: (place) => {
          for (const { onResponse } of this.#observers) onResponse(place);
        },
      }),
      stuck: new Set(),
      probed: new Map<string, Promise<void>>(),
    };
    this.#roots.set(key, root);
    return root;
  }

  #mayBegin(root: Root, directory: string): boolean {
    if (this.#probesOf(root, directory) !== null) return false;
    return this.#begun.size < this.#slots && root.running < Math.max(1, this.#slots >> 1);
  }

  /** Begins the calls that may begin. */
  #next(): void {
    for (let at = 0; at < this.#waiting.length && this.#begun.size < this.#slots; ) {
      const waiting = this.#waiting[at];
      if (waiting === undefined) return;
      if (!this.#mayBegin(waiting.root, waiting.directory)) at += 1;
      else {
        this.#waiting.splice(at, 1);
        waiting.begin();
      }
    }
    // Every thread is lost: whoever waits for one would wait for ever.
    if (this.#stuck >= this.#slots) for (const { refuse } of this.#waiting.splice(0)) refuse(this.#stalled());
  }

  /** @returns null where the directory is left out */
  #begin(
    call: Pick<Begun, 'root' | 'directory' | 'on' | 'file'>,
    onLate: (begun: Begun) => void,
  ): Begun | null {
    const { root, directory } = call;
    if (!root.silent.mayBegin(directory, root.stuck)) return null;
    const begun: Begun = { ...call, since: this.#tick, isLate: false, onLate: () => onLate(begun) };
    root.running += 1;
    this.#begun.add(begun);
    this.#timer ??= setInterval(() => this.#onTick(), this.#limitMs / TICKS);
    this.#holdProcess();
    return begun;
  }

  #onTick(): void {
    this.#tick += 1;
    for (const begun of this.#begun)
      if (!begun.isLate && this.#tick - begun.since > TICKS) {
        begun.isLate = true;
        begun.root.running -= 1;
        begun.root.stuck.add(begun);
        this.#stuck += 1;
        begun.onLate();
      }
    this.#next();
    if (this.#begun.size > this.#stuck) return;
    clearInterval(this.#timer ?? undefined);
    this.#timer = null;
  }

  /** The timer keeps the process alive only for calls within their limits: not until the tick after the last one. */
  #holdProcess(): void {
    if (this.#begun.size > this.#stuck) this.#timer?.ref();
    else this.#timer?.unref();
  }

  #onReturn(begun: Begun): void {
    const { root, directory, on, isLate } = begun;
    this.#begun.delete(begun);
    if (isLate) {
      root.stuck.delete(begun);
      this.#stuck -= 1;
    } else root.running -= 1;
    if (on === 'file' && !isLate) root.silent.goOnTrying(directory);
    else root.silent.onResponse(directory);
    if (this.#waiting.length > 0) this.#next();
    this.#holdProcess();
  }

  #stalled(): StalledError {
    return new StalledError(this.#limitMs);
  }

  #onStall(begun: Begun): void {
    const { root, directory, on } = begun;
    const tried = root.silent.around(directory);
    const silent = tried ?? root.silent.noteStall(begun);
    if (silent !== null && (tried !== null || on === 'directory' || !this.#startProbes(root, silent)))
      root.silent.leaveOut(silent);
    this.#checkThreads();
  }

  #checkThreads(): void {
    if (this.#stuck >= this.#slots >> 1) for (const { onExhausted } of this.#observers) onExhausted();
  }

  /**
   * Reads other files of a directory, of which some did not respond, before it is left out.
   * @returns false where there is no other file, or no thread for one
   */
  #startProbes(root: Root, directory: string): boolean {
    if (this.#probesOf(root, directory) !== null) return true;
    const most = Math.min(MOST_PROBES, (this.#slots >> 1) - 1 - this.#begun.size);
    const place = {
      root: root.bytes,
      directory: directoryBytes(directory),
      files: root.silent.stalledFiles(),
    };
    const calls = most > 0 ? (this.#probe?.(place, most) ?? []) : [];
    if (calls.length === 0) return false;
    const response = Promise.any(calls.map((call) => this.#responds(root, directory, call)));
    root.probed.set(
      directory,
      response.then(
        () => this.#endProbes(root, directory, true),
        () => this.#endProbes(root, directory, false),
      ),
    );
    return true;
  }

  /** The end of the probes that a directory waits for; null where there are none. */
  #probesOf({ probed }: Root, directory: string): Promise<void> | null {
    for (const [key, end] of probed) if (isWithin(directory, key)) return end;
    return null;
  }

  /** Whatever a call returns, also an error. @throws StalledError where it does not */
  #responds(root: Root, directory: string, call: () => Promise<unknown>): Promise<void> {
    return new Promise((resolve, reject) => {
      const begun = this.#begin({ root, directory, on: 'bytes', file: null }, () => {
        reject(this.#stalled());
        this.#checkThreads();
      });
      if (begun === null) reject(this.#stalled());
      else
        this.#finish(begun, call).then(
          () => resolve(),
          () => resolve(),
        );
    });
  }

  #endProbes(root: Root, directory: string, hasResponded: boolean): void {
    root.probed.delete(directory);
    if (!hasResponded) root.silent.leaveOut(directory);
    this.#next();
  }
}

/** Some calls take two threads. */
const slotsOf = (threads: number): number => Math.min(threads >> 1, FILE_THREADS >> 1);

/** The calls of this process. */
export const fileCalls: FileCalls = new FileCalls(
  slotsOf(Number(process.env['UV_THREADPOOL_SIZE']) || DEFAULT_THREADS),
  Number(process.env['BEACHCOMB_ANSWER_WITHIN_MS']) || ANSWER_WITHIN_MS,
);
