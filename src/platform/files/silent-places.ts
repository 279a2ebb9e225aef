import { directoryBytes, directoryKey, isWithin, sharedDirectory } from './directory-key.ts';

/** A directory whose drive does not respond: left out, with all that is below it, until it is tried again. */
export interface SilentPlace {
  readonly root: Uint8Array;
  /** Relative to the root; empty for all of it. */
  readonly directory: Uint8Array;
  /** How often in a row it did not respond. */
  readonly tries: number;
  /** When it is tried again, ms since 1970. */
  readonly until: number;
}

/** What follows the directories that are left out. */
export interface SilenceObserver {
  /** A directory is left out, or left out for longer. */
  onSilent(place: SilentPlace): void;
  /** A directory responds again. */
  onResponse(place: SilentPlace): void;
}

/** A call that did not respond within its limit; the directory as a key. */
export interface StalledCall {
  readonly directory: string;
  readonly on: 'directory' | 'file' | 'bytes';
  readonly file: Uint8Array | null;
}

/**
 * So many calls on files of a directory that do not respond, with no other one between them: then other files of it are
 * probed, and it is left out where these do not respond either.
 */
const STALLS_UNTIL_LEFT_OUT = 3;
/** In ms: a stall before is of another day. */
const STALL_COUNTS_FOR_MS = 600_000;
/** In ms. Doubles from the first to the last. */
const FIRST_PAUSE_MS = 60_000;
const LAST_PAUSE_MS = 3_600_000;

type Place = { -readonly [K in keyof SilentPlace]: SilentPlace[K] } & {
  readonly key: string;
  /** A call finds out whether it responds. */
  isTried: boolean;
  /** To be tried although an earlier call has not returned. */
  isWanted: boolean;
};

interface Stall {
  readonly number: number;
  readonly directory: string;
  readonly file: Uint8Array | null;
  readonly at: number;
}

/** The directories of one root that do not respond, and what is kept in mind of its calls to find them. Directories are keys. */
export class SilentPlaces {
  readonly #root: Uint8Array;
  readonly #now: () => number;
  readonly #observer: SilenceObserver;
  readonly #places = new Map<string, Place>();
  /** The last stalls, by their number, and the directories that responded since, by the number of the stall before. */
  #stalls: readonly Stall[] = [];
  #lastNumber = 0;
  readonly #responded = new Map<string, number>();

  /** @param now ms since 1970 */
  constructor(root: Uint8Array, now: () => number, observer: SilenceObserver) {
    this.#root = root;
    this.#now = now;
    this.#observer = observer;
  }

  /** The directories that are left out. */
  list(): SilentPlace[] {
    return Array.from(this.#places.values(), shown);
  }

  /** The widest directory that is left out and that a directory is in; null where none is. */
  around(directory: string): string | null {
    return this.#placeOf(directory)?.key ?? null;
  }

  /** Leaves a directory out that an earlier process found silent. */
  restore(place: SilentPlace): void {
    this.#put(place);
  }

  /** Every directory that is left out is tried again with the next call. */
  tryAgain(): void {
    for (const place of this.#places.values()) {
      place.until = 0;
      place.isWanted = true;
    }
  }

  /**
   * Whether a call in a directory may begin. In one that is left out it finds out whether that responds.
   * @param stuck calls that have not returned since their limits
   */
  mayBegin(directory: string, stuck: Iterable<{ readonly directory: string }>): boolean {
    const place = this.#placeOf(directory);
    if (place === null) return true;
    if (!this.#mayTry(place, stuck)) return false;
    place.isTried = true;
    return true;
  }

  /** The next call in a directory that is left out finds out whether it responds. */
  goOnTrying(directory: string): void {
    const place = this.#placeOf(directory);
    if (place !== null) place.isTried = false;
  }

  /**
   * Keeps a stall in mind.
   * @returns the directory that is silent as a whole since then; null if others of its calls return
   */
  noteStall({ directory, on, file }: StalledCall): string | null {
    this.#lastNumber += 1;
    const stall = { number: this.#lastNumber, directory, file, at: this.#now() };
    this.#stalls = [...this.#stalls, stall].slice(-STALLS_UNTIL_LEFT_OUT);
    const [first] = this.#stalls;
    if (first !== undefined && this.#stalls.length === STALLS_UNTIL_LEFT_OUT) {
      const shared = sharedDirectory(this.#stalls.map((one) => one.directory));
      const hasResponded = [...this.#responded].some(
        ([key, since]) => since >= first.number && isWithin(key, shared),
      );
      if (!hasResponded) return shared;
    }
    return on === 'directory' ? directory : null;
  }

  /** Paths of the files that did not respond last, relative to the root. */
  stalledFiles(): Uint8Array[] {
    return this.#stalls.map(({ file }) => file).filter((file) => file !== null);
  }

  leaveOut(directory: string): void {
    const tries = (this.#places.get(directory)?.tries ?? 0) + 1;
    const pause = Math.min(FIRST_PAUSE_MS * 2 ** (tries - 1), LAST_PAUSE_MS);
    // The wider place covers those below it.
    for (const key of [...this.#places.keys()])
      if (key !== directory && isWithin(key, directory)) this.#forget(key);
    const place = this.#put({
      root: this.#root,
      directory: directoryBytes(directory),
      tries,
      until: this.#now() + pause,
    });
    this.#observer.onSilent(shown(place));
  }

  /** Whatever a call in a directory returns, also an error: the drive is there. */
  onResponse(directory: string): void {
    if (this.#places.size > 0)
      for (const key of [...this.#places.keys()]) if (isWithin(directory, key)) this.#forget(key);
    const last = this.#stalls.at(-1);
    if (last === undefined) return;
    if (this.#now() - last.at <= STALL_COUNTS_FOR_MS) this.#responded.set(directory, this.#lastNumber);
    else {
      this.#stalls = [];
      this.#responded.clear();
    }
  }

  #placeOf(directory: string): Place | null {
    let found: Place | null = null;
    for (const place of this.#places.values())
      if (isWithin(directory, place.key) && (found === null || place.key.length < found.key.length))
        found = place;
    return found;
  }

  #mayTry(place: Place, stuck: Iterable<{ readonly directory: string }>): boolean {
    const late = this.#now() - place.until;
    if (place.isTried || late < 0) return false;
    // A call that has not returned shows that it still does not respond; but it may be about one file alone.
    // After the longest pause it is tried all the same.
    if (place.isWanted || late >= LAST_PAUSE_MS) return true;
    for (const { directory } of stuck) if (isWithin(directory, place.key)) return false;
    return true;
  }

  #put(place: SilentPlace): Place {
    const key = directoryKey(place.directory);
    const kept: Place = { ...place, key, isTried: false, isWanted: false };
    this.#places.set(key, kept);
    return kept;
  }

  #forget(key: string): void {
    const place = this.#places.get(key);
    if (place === undefined) return;
    this.#places.delete(key);
    this.#observer.onResponse(shown(place));
  }
}

const shown = ({ root, directory, tries, until }: SilentPlace): SilentPlace => ({
  root,
  directory,
  tries,
  until,
});
