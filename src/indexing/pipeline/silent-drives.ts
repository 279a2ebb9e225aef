import { pathKey } from '../../domain/path-key.ts';
import { fileCalls } from '../../platform/files/file-calls.ts';
import { readFirstByte } from '../../platform/files/read-photo.ts';
import { log } from '../../platform/log/log.ts';
import type { WaitingFile } from '../../store/index-queue.ts';
import type { IndexWriter } from '../../store/index-writer.ts';

/** `setTimeout` takes no more. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Whether the directory of a file is left out. */
export const isSilent = ({ folder, path }: WaitingFile): boolean =>
  fileCalls.isSilent(folder, path.subarray(0, Math.max(0, path.lastIndexOf(0x2f))));

/**
 * The directories of a library whose drives do not respond: kept in the library, left out of all reading, and tried again
 * when their time has come, when they respond after all, or when the user wants it.
 */
export class SilentDrives {
  readonly #writer: IndexWriter;
  readonly #now: () => number;
  readonly #stopObserving: () => void;
  /** Folders to be scanned, because a directory in them may respond. */
  readonly #due = new Set<string>();
  #timer: NodeJS.Timeout | undefined;
  /** Called when a scan is due. */
  onDue: () => void = () => {};
  /** Called when this process has no threads left for files. */
  onExhausted: () => void = () => {};

  /** @param now ms since 1970 */
  constructor(writer: IndexWriter, now: () => number) {
    this.#writer = writer;
    this.#now = now;
    fileCalls.restore(writer.silent.all());
    this.#stopObserving = fileCalls.observe({
      onSilent: (place) => {
        log.warn('a drive does not answer, and its directory is left out', { detail: `try ${place.tries}` });
        writer.silent.put(place);
        if (place.directory.length === 0) this.#setUnreachable(place.root);
        this.#setTimer();
      },
      onResponse: (place) => {
        log.info('a drive answers again');
        writer.silent.delete(place);
        writer.queue.retrySilent();
        this.#want([place.root]);
      },
      onExhausted: () => this.onExhausted(),
    });
    fileCalls.setProbe(({ root, directory, files }, most) =>
      writer.queue
        .otherFiles(root, directory, files, most)
        .map((file) => (): Promise<void> => readFirstByte(root, file)),
    );
    this.#setTimer();
  }

  /** Whether a folder is to be scanned because of this; once. */
  takeDue(folder: Uint8Array): boolean {
    return this.#due.delete(pathKey(folder));
  }

  /** Every directory is tried again, whatever its time. */
  tryAgain(): void {
    fileCalls.tryAgain();
    this.#want(fileCalls.places().map(({ root }) => root));
  }

  close(): void {
    this.#stopObserving();
    fileCalls.setProbe(null);
    clearTimeout(this.#timer);
  }

  #setUnreachable(root: Uint8Array): void {
    const folder = this.#writer.scanned.folders().find(({ path }) => pathKey(path) === pathKey(root));
    if (folder !== undefined)
      this.#writer.scanned.setUnreachable(folder.id, JSON.stringify({ code: 'not-responding' }));
  }

  #want(roots: readonly Uint8Array[]): void {
    for (const root of roots) this.#due.add(pathKey(root));
    if (roots.length > 0) this.onDue();
  }

  /** Until the next one is to be tried again. */
  #setTimer(): void {
    clearTimeout(this.#timer);
    const next = Math.min(...fileCalls.places().map(({ until }) => until));
    if (next === Number.POSITIVE_INFINITY) return;
    const left = Math.max(0, Math.min(next - this.#now(), LONGEST_TIMER_MS));
    this.#timer = setTimeout(() => this.#onTime(), left).unref();
  }

  #onTime(): void {
    const now = this.#now();
    this.#want(
      fileCalls
        .places()
        .filter(({ until }) => until <= now)
        .map(({ root }) => root),
    );
  }
}
