import process from 'node:process';

/** Where a call to the file system goes. */
export interface CallPlace {
  /** Absolute path of the chosen folder. */
  readonly root: Uint8Array;
  /** Directory relative to it, `/` between the parts; empty for the folder itself. */
  readonly directory: Uint8Array;
  /**
   * Whether the call concerns the directory as a whole, one file in it, or the bytes of one. A call on a file may be
   * answered from memory where its drive is away, so that only the other answers show that the drive is there.
   */
  readonly on: 'directory' | 'file' | 'bytes';
  /** Path of the file relative to the root, where it is one file. */
  readonly file?: Uint8Array;
}

/** A directory of which some files do not answer: perhaps only these, perhaps none does. */
interface DoubtfulPlace {
  readonly root: Uint8Array;
  /** Relative to the root. */
  readonly directory: Uint8Array;
  /** Paths of the files that did not answer, relative to the root. */
  readonly files: readonly Uint8Array[];
}

/** Calls that read other files of a directory, `most` at most; none where there are no others. */
type DirectoryProbe = (place: DoubtfulPlace, most: number) => readonly (() => Promise<unknown>)[];

/** A directory whose drive does not answer: left out, with all that is below it, until it is tried again. */
export interface SilentPlace {
  readonly root: Uint8Array;
  /** Relative to the root; empty for all of it. */
  readonly directory: Uint8Array;
  /** How often in a row it did not answer. */
  readonly tries: number;
  /** When it is tried again, ms since 1970. */
  readonly until: number;
}

/** What an owner of the calls follows. */
export interface CallObserver {
  /** A directory is left out, or left out for longer. */
  onSilent(place: SilentPlace): void;
  /** A directory answers again. */
  onAnswer(place: SilentPlace): void;
  /** So many calls never returned that the threads for others run out: only another process has new ones. */
  onExhausted(): void;
}

/** A drive, or a network drive, did not answer within the limit, or did not the last times. */
export class StalledError extends Error {
  readonly seconds: number;
  constructor(limitMs: number) {
    super(`No answer within ${limitMs / 1000} seconds.`);
    this.name = 'StalledError';
    this.seconds = limitMs / 1000;
  }
}

/** In ms, for each call: a drive that spins up, or a network that is slow, answers within it. */
const ANSWER_WITHIN_MS = 60_000;
/**
 * So many calls on files of a directory that do not answer, with no other one between them: then other files of it are
 * probed, and it is left out where these do not answer either.
 */
const STALLS_UNTIL_LEFT_OUT = 3;
/** Other files that are probed at once; each may keep a thread. */
const MOST_PROBES = 2;
/** In ms: a stall before is of another day. */
const STALL_COUNTS_FOR_MS = 600_000;
/** In ms. Doubles from the first to the last. */
const FIRST_PAUSE_MS = 60_000;
const LAST_PAUSE_MS = 3_600_000;
/** Threads of Node's pool for calls to the file system: as many calls run at once, each of which may keep its thread. */
export const FILE_THREADS = 24;
/**
 * A limit is so many ticks of one timer for all calls: a timer for each would cost as much as a call. Of a sleep of the
 * computer one tick counts at most.
 */
const TICKS = 12;
/** libuv's own. */
const DEFAULT_THREADS = 4;

type Place = { -readonly [K in keyof SilentPlace]: SilentPlace[K] } & {
  readonly key: string;
  /** A call finds out whether it answers. */
  isTried: boolean;
  /** To be tried although an earlier call has not returned. */
  isWanted: boolean;
};

/** A call that has begun. */
interface Begun {
  readonly root: Root;
  readonly directory: string;
  readonly on: CallPlace['on'];
  readonly file: Uint8Array | null;
  /** Number of the tick before it. */
  readonly since: number;
  readonly onLate: () => void;
  isLate: boolean;
}

interface Root {
  readonly bytes: Uint8Array;
  /** Calls within their limits. */
  running: number;
  readonly places: Map<string, Place>;
  /** Calls that have not returned since their limits. */
  readonly stuck: Set<Begun>;
  /** The last stalls, by their number, and the directories that answered since, by the number of the stall before. */
  stalls: {
    readonly number: number;
    readonly directory: string;
    readonly file: Uint8Array | null;
    readonly at: number;
  }[];
  lastNumber: number;
  readonly answered: Map<string, number>;
  /** Directories of which other files are being probed, and the end of that: calls in them wait for it. */
  readonly probed: Map<string, Promise<void>>;
}

interface Waiting {
  readonly root: Root;
  readonly directory: string;
  readonly begin: () => void;
  readonly refuse: (error: StalledError) => void;
}

const keyOf = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
const bytesOf = (key: string): Uint8Array => new Uint8Array(Buffer.from(key, 'latin1'));
/** Whether a directory is another one, or below it. */
const isWithin = (directory: string, other: string): boolean =>
  other === '' || directory === other || directory.startsWith(`${other}/`);

/** The deepest directory that holds all of these. */
function sharedDirectory(directories: readonly string[]): string {
  const [first = '', ...others] = directories.map((key) => (key === '' ? [] : key.split('/')));
  const parts = [...first];
  for (const other of others) {
    let same = 0;
    while (same < parts.length && parts[same] === other[same]) same += 1;
    parts.length = same;
  }
  return parts.join('/');
}

/**
 * Calls to the file system with a limit each. One that never returns keeps its thread of Node's pool for ever, so there
 * are never more of them than `slots`, of one chosen folder half as many; and a directory that does not answer gets no
 * further calls until it is tried again by itself, or answers a call that had been given up.
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
   * @throws StalledError where it does not answer within the limit, or its directory did not before; errors of the call
   */
  run<T>({ root, directory, on, file }: CallPlace, call: () => Promise<T>): Promise<T> {
    const of = this.#root(root);
    const key = keyOf(directory);
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
    const of = this.#roots.get(keyOf(root));
    return of !== undefined && of.places.size > 0 && this.#placeOf(of, keyOf(directory)) !== null;
  }

  /** Directories that are left out. */
  places(): SilentPlace[] {
    return [...this.#roots.values()].flatMap(({ places }) => [...places.values()].map(shown));
  }

  /** Leaves directories out that an earlier process found silent. */
  restore(places: readonly SilentPlace[]): void {
    for (const place of places) this.#put(this.#root(place.root), place);
  }

  /** Every directory that is left out is tried again with the next call. */
  tryAgain(): void {
    for (const { places } of this.#roots.values())
      for (const place of places.values()) {
        place.until = 0;
        place.isWanted = true;
      }
  }

  #root(bytes: Uint8Array): Root {
    const key = keyOf(bytes);
    const known = this.#roots.get(key);
    if (known !== undefined) return known;
    const root: Root = {
      bytes,
      running: 0,
      places: new Map(),
      stuck: new Set(),
      stalls: [],
      lastNumber: 0,
      answered: new Map(),
      probed: new Map<string, Promise<void>>(),
    };
    this.#roots.set(key, root);
    return root;
  }

  /** The widest place that a directory is in. */
  #placeOf({ places }: Root, directory: string): Place | null {
    let found: Place | null = null;
    for (const place of places.values())
      if (isWithin(directory, place.key) && (found === null || place.key.length < found.key.length))
        found = place;
    return found;
  }

  #mayTry({ stuck }: Root, place: Place): boolean {
    const late = this.#now() - place.until;
    if (place.isTried || late < 0) return false;
    // A call that has not returned shows that it still does not answer; but it may be about one file alone.
    // After the longest pause it is tried all the same.
    if (place.isWanted || late >= LAST_PAUSE_MS) return true;
    for (const { directory } of stuck) if (isWithin(directory, place.key)) return false;
    return true;
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
    const place = root.places.size === 0 ? null : this.#placeOf(root, directory);
    if (place !== null && !this.#mayTry(root, place)) return null;
    if (place !== null) place.isTried = true;
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
    if (on === 'file' && !isLate) this.#goOnTrying(root, directory);
    else if (root.places.size > 0 || root.stalls.length > 0) this.#onAnswer(root, directory);
    if (this.#waiting.length > 0) this.#next();
    this.#holdProcess();
  }

  /** The next call finds out whether it answers. */
  #goOnTrying(root: Root, directory: string): void {
    const place = root.places.size === 0 ? null : this.#placeOf(root, directory);
    if (place !== null) place.isTried = false;
  }

  #stalled(): StalledError {
    return new StalledError(this.#limitMs);
  }

  #onStall(begun: Begun): void {
    const { root, directory, on } = begun;
    const tried = this.#placeOf(root, directory);
    const silent = tried?.key ?? this.#noteStall(begun);
    if (silent !== null && (tried !== null || on === 'directory' || !this.#startProbes(root, silent)))
      this.#leaveOut(root, silent);
    this.#checkThreads();
  }

  #checkThreads(): void {
    if (this.#stuck >= this.#slots >> 1) for (const { onExhausted } of this.#observers) onExhausted();
  }

  /**
   * Reads other files of a directory, of which some did not answer, before it is left out.
   * @returns false where there is no other file, or no thread for one
   */
  #startProbes(root: Root, directory: string): boolean {
    if (this.#probesOf(root, directory) !== null) return true;
    const most = Math.min(MOST_PROBES, (this.#slots >> 1) - 1 - this.#begun.size);
    const files = root.stalls.map(({ file }) => file).filter((file) => file !== null);
    const place = { root: root.bytes, directory: bytesOf(directory), files };
    const calls = most > 0 ? (this.#probe?.(place, most) ?? []) : [];
    if (calls.length === 0) return false;
    const answers = Promise.any(calls.map((call) => this.#answers(root, directory, call)));
    root.probed.set(
      directory,
      answers.then(
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

  /** Whatever a call answers, also an error. @throws StalledError where it does not */
  #answers(root: Root, directory: string, call: () => Promise<unknown>): Promise<void> {
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

  #endProbes(root: Root, directory: string, isAnswered: boolean): void {
    root.probed.delete(directory);
    if (!isAnswered) this.#leaveOut(root, directory);
    this.#next();
  }

  /** Keeps a stall in mind. @returns the directory that is silent as a whole since then; null if others of its calls are answered */
  #noteStall({ root, directory, on, file }: Begun): string | null {
    root.lastNumber += 1;
    const stall = { number: root.lastNumber, directory, file, at: this.#now() };
    root.stalls = [...root.stalls, stall].slice(-STALLS_UNTIL_LEFT_OUT);
    const [first] = root.stalls;
    if (first !== undefined && root.stalls.length === STALLS_UNTIL_LEFT_OUT) {
      const shared = sharedDirectory(root.stalls.map((one) => one.directory));
      const answers = [...root.answered].some(
        ([key, since]) => since >= first.number && isWithin(key, shared),
      );
      if (!answers) return shared;
    }
    return on === 'directory' ? directory : null;
  }

  #leaveOut(root: Root, directory: string): void {
    const tries = (root.places.get(directory)?.tries ?? 0) + 1;
    const pause = Math.min(FIRST_PAUSE_MS * 2 ** (tries - 1), LAST_PAUSE_MS);
    // The wider place covers those below it.
    for (const key of [...root.places.keys()])
      if (key !== directory && isWithin(key, directory)) this.#forget(root, key);
    const place = this.#put(root, {
      root: root.bytes,
      directory: bytesOf(directory),
      tries,
      until: this.#now() + pause,
    });
    for (const { onSilent } of this.#observers) onSilent(shown(place));
  }

  #put(root: Root, place: SilentPlace): Place {
    const key = keyOf(place.directory);
    const kept: Place = { ...place, key, isTried: false, isWanted: false };
    root.places.set(key, kept);
    return kept;
  }

  #forget(root: Root, key: string): void {
    const place = root.places.get(key);
    if (place === undefined) return;
    root.places.delete(key);
    for (const { onAnswer } of this.#observers) onAnswer(shown(place));
  }

  /** Whatever it answers, also an error: the drive is there. */
  #onAnswer(root: Root, directory: string): void {
    for (const key of [...root.places.keys()]) if (isWithin(directory, key)) this.#forget(root, key);
    const last = root.stalls.at(-1);
    if (last === undefined) return;
    if (this.#now() - last.at <= STALL_COUNTS_FOR_MS) root.answered.set(directory, root.lastNumber);
    else {
      root.stalls = [];
      root.answered.clear();
    }
  }
}

const shown = ({ root, directory, tries, until }: SilentPlace): SilentPlace => ({
  root,
  directory,
  tries,
  until,
});

/** Some calls take two threads. */
const slotsOf = (threads: number): number => Math.min(threads >> 1, FILE_THREADS >> 1);

/** The calls of this process. */
export const fileCalls: FileCalls = new FileCalls(
  slotsOf(Number(process.env['UV_THREADPOOL_SIZE']) || DEFAULT_THREADS),
  Number(process.env['BEACHCOMB_ANSWER_WITHIN_MS']) || ANSWER_WITHIN_MS,
);
