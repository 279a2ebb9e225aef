import os from 'node:os';
import { BeachcombError, ERROR_KINDS, type ErrorKind } from '../../domain/error.ts';
import { errorReasonSchema } from '../../domain/error-reason.ts';
import type { IndexMode } from '../../domain/index-mode.ts';
import type { KeyFrames } from '../../domain/key-frames.ts';
import { log } from '../../platform/log/log.ts';
import {
  CHILD_READY_WITHIN_MS,
  type ChildProcess,
  type ChildProcessOptions,
  type Crash,
  openChildProcess,
  type RestartPolicy,
} from '../../platform/process/child-process.ts';
import { exitReason, type RemoteError } from '../../platform/process/child-process-error.ts';
import { isLibraryLocked } from '../../store/library-lock.ts';
import type { EngineState } from '../../vision/classify/falling-back-engine.ts';
import type { Progress } from '../pipeline/progress.ts';
import { type CauseOfCrash, causeOfCrash } from './cause-of-crash.ts';
import {
  INDEXER_STOP_WITHIN_MS,
  type IndexerCommand,
  type IndexerTypes,
  indexerProtocol,
  type Report,
  type Start,
  type Summary,
} from './message.ts';
import { nativeProcess } from './native-process.ts';

/** A running indexer, independent of the process that currently runs it. */
export interface Supervised {
  send(command: IndexerCommand): void;
  /**
   * Stops it cleanly and restarts it with these settings, because a lowered priority cannot be raised again, and the
   * engine is chosen only once.
   */
  change(settings: Pick<Start, 'mode' | 'pauseOnBattery' | 'engine' | 'analysers' | 'pack'>): void;
  /** Stops it cleanly; resolves when the process has ended. */
  stop(): Promise<void>;
  /** Summary of the first run; rejects with a BeachcombError if the indexer cannot continue. */
  readonly finished: Promise<Summary>;
  /** Process id of the indexer while it runs. */
  pid(): number | undefined;
}

export interface Observer {
  onProgress(progress: Progress): void;
  onFinished?(summary: Summary): void;
  /**
   * Crashed; restarting.
   * @param exit "SIGSEGV" or "exit code 1"
   * @param output the last of what it wrote to stderr
   */
  onRestart?(exit: string, output: string): void;
  onFailed?(error: BeachcombError): void;
  /** The engine changed, or the engines are being compared. */
  onEngine?(engine: EngineState): void;
  /** A film for the decoder of films; each is sent back by the command `filmDecoded`. */
  onFilm?(task: number, film: KeyFrames): void;
  /** A line that the process wrote to stderr: for the log, not for the user. Decoders may write anything. */
  onLine?(line: string): void;
}

/** Give up after this many crashes in a row without progress: the cause is not a single photo. */
const CRASHES_WITHOUT_PROGRESS = 8;
/** Linux derives the I/O priority of a process from its CPU priority. */
const PRIORITY: Readonly<Record<IndexMode, number>> = {
  gentle: os.constants.priority.PRIORITY_LOW,
  normal: os.constants.priority.PRIORITY_BELOW_NORMAL,
  full: os.constants.priority.PRIORITY_NORMAL,
};

/** What a command means beyond the process that has it: for an indexer that has ended, and for each that is started later. */
interface Lasting {
  readonly startsAgain: boolean;
  readonly kept: Partial<Start>;
}

function lasting(command: IndexerCommand): Lasting {
  switch (command.command) {
    case 'pause':
      return { startsAgain: true, kept: { paused: true } };
    case 'resume':
      return { startsAgain: true, kept: { paused: false } };
    case 'power':
      return { startsAgain: false, kept: { onBattery: command.onBattery } };
    case 'filmDecoder':
      return { startsAgain: false, kept: { filmDecoder: command.decoder } };
    case 'rescan':
    case 'retry':
    case 'forgetMissing':
    case 'expectMissing':
      return { startsAgain: true, kept: {} };
    case 'holdForComparison':
    case 'recount':
    case 'restoreThumbnails':
    case 'filmDecoded':
      return { startsAgain: false, kept: {} };
  }
}

/** The error that the process reported, with the reason where it is one. */
function asBeachcombError({ code, message, arguments: values }: RemoteError): BeachcombError {
  const reason = errorReasonSchema.safeParse(values);
  return new BeachcombError(asKind(code), message, reason.success ? { reason: reason.data } : {});
}

const asKind = (kind: string): ErrorKind => ERROR_KINDS.find((known) => known === kind) ?? 'internal';

/** Set by the parent immediately after the start, so that all threads inherit it. */
function setPriority(pid: number, mode: IndexMode): void {
  if (PRIORITY[mode] === os.constants.priority.PRIORITY_NORMAL) return;
  try {
    os.setPriority(pid, PRIORITY[mode]);
  } catch {
    // The process has ended already, or permission is denied: the work is the same.
  }
}

/** In ms: a window does not wait for an indexer that hangs or was stopped. Killing it loses nothing but the photos in progress. */
const RESIDENT_STOP_WITHIN_MS = 10_000;
/** In ms: another indexer may be done soon. */
const LOCKED_PAUSE_MS = 2000;
const INDEXER = {
  name: 'The indexer',
  logName: 'indexer',
  protocol: indexerProtocol,
  script: new URL('./main.ts', import.meta.url),
  execArgv: nativeProcess().execArgv,
  env: () => nativeProcess().env,
  readyWithinMs: CHILD_READY_WITHIN_MS,
  stopWithinMs: INDEXER_STOP_WITHIN_MS,
  holdsParent: 'always',
  oneAtATime: false,
} as const satisfies Partial<ChildProcessOptions<IndexerTypes>>;

/** @param resident a window waits for as long as it is open: a drive may come back */
const restartPolicy = (resident: boolean): RestartPolicy => ({
  kind: 'always',
  firstPauseMs: 0,
  lastPauseMs: 0,
  healthyAfterMs: 0,
  giveUpAfter: CRASHES_WITHOUT_PROGRESS,
  giveUpAfterAbandoned: resident ? Number.POSITIVE_INFINITY : CRASHES_WITHOUT_PROGRESS,
  afterCleanExit: 'end',
});

/** Starts an indexer and restarts it whenever it crashes: a crash costs one photo, never the run. */
export const superviseIndexer = (start: Start, observer: Observer): Supervised =>
  new IndexerSupervisor(start, observer);

class IndexerSupervisor implements Supervised {
  readonly #observer: Observer;
  readonly #child: ChildProcess<IndexerTypes>;
  readonly #finished = Promise.withResolvers<Summary>();
  #settings: Start;
  #lastCrash: CauseOfCrash | null = null;
  #crashesInARow = 0;
  #isStopping = false;
  /** Until the library that another indexer has is tried again. */
  #waiting: NodeJS.Timeout | undefined;

  constructor(start: Start, observer: Observer) {
    this.#settings = start;
    this.#observer = observer;
    // A caller that awaits `finished` gets the error; otherwise the observer has it.
    this.#finished.promise.catch(() => {});
    this.#child = openChildProcess<IndexerTypes>({
      ...INDEXER,
      restart: restartPolicy(start.resident),
      args: () => {
        const [lastCrash, crashesInARow] = [this.#lastCrash, this.#crashesInARow];
        return [JSON.stringify({ ...this.#settings, lastCrash, crashesInARow })];
      },
      onStart: (pid) => setPriority(pid, this.#settings.mode ?? 'full'),
      onLine: (line) => observer.onLine?.(line),
      onNotification: reportReceiver(observer, {
        onFirstSummary: this.#finished.resolve,
        onPhoto: () => this.#child.noteProgress(),
        onExhausted: () => this.#child.abandon('Its drives do not answer, and it has no threads left.'),
      }),
      onCrash: (crash) => this.#onCrash(crash),
      onEnd: ({ failure }) => this.#onEnd(failure === null ? null : asBeachcombError(failure)),
    });
  }

  get finished(): Promise<Summary> {
    return this.#finished.promise;
  }

  pid(): number | undefined {
    return this.#child.pid();
  }

  send(command: IndexerCommand): void {
    const { startsAgain, kept } = lasting(command);
    this.#settings = { ...this.#settings, ...kept };
    if (this.#child.notify(command) || this.#isStopping || !startsAgain) return;
    // It had stopped for good, but the user requested another run.
    this.#child.start();
  }

  change(wanted: Parameters<Supervised['change']>[0]): void {
    this.#settings = { ...this.#settings, ...wanted };
    this.#child.restart();
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    clearTimeout(this.#waiting);
    const late = setTimeout(
      () => void this.#child.kill(),
      this.#settings.resident ? RESIDENT_STOP_WITHIN_MS : INDEXER_STOP_WITHIN_MS,
    );
    await this.#child.close();
    clearTimeout(late);
    // Where there was no process just then.
    this.#rejectAsStopped();
  }

  #onCrash({ exit, crashesInARow, restartInMs }: Crash): void {
    this.#lastCrash = causeOfCrash(exit);
    this.#crashesInARow = crashesInARow;
    log.warn('the indexer ended unexpectedly', { detail: exitReason(exit) });
    const output = exit.stderrTail.trim();
    if (restartInMs !== null) this.#observer.onRestart?.(exitReason(exit), output);
    else
      this.#fail(
        new BeachcombError('internal', `The indexer crashed (${exitReason(exit)}). ${output}`.trim()),
      );
  }

  #onEnd(failure: BeachcombError | null): void {
    // Another indexer has the library: the window shows it until this one has its turn.
    if (failure?.kind === 'library-busy' && this.#settings.resident && !this.#isStopping) {
      this.#observer.onFailed?.(failure);
      this.#waitForLibrary();
      return;
    }
    if (failure !== null) this.#fail(failure);
    this.#rejectAsStopped();
  }

  /** Starts it when no other indexer has the library any more. */
  #waitForLibrary(): void {
    this.#waiting = setTimeout(() => {
      if (isLibraryLocked(this.#settings.library)) this.#waitForLibrary();
      else this.#child.start();
    }, LOCKED_PAUSE_MS);
  }

  /** No effect if it is settled already. */
  #rejectAsStopped(): void {
    this.#finished.reject(
      new BeachcombError('unavailable', 'The indexer was stopped.', {
        reason: { code: 'indexer-stopped' },
      }),
    );
  }

  #fail(error: BeachcombError): void {
    this.#observer.onFailed?.(error);
    this.#finished.reject(error);
  }
}

interface ReportOwner {
  onFirstSummary(summary: Summary): void;
  /** Another photo is done since the last process was started. */
  onPhoto(): void;
  onExhausted(): void;
}

/** Forwards reports to the observer, and what else they mean to the owner. */
function reportReceiver(
  observer: Observer,
  { onFirstSummary, onPhoto, onExhausted }: ReportOwner,
): (report: Report) => void {
  let doneBefore = -1;
  return (report) => {
    switch (report.report) {
      case 'progress': {
        const done = report.progress.done + (report.progress.analysis?.done ?? 0);
        if (done > doneBefore) {
          if (doneBefore >= 0) onPhoto();
          doneBefore = done;
        }
        return observer.onProgress(report.progress);
      }
      case 'finished':
        onFirstSummary(report.summary);
        return observer.onFinished?.(report.summary);
      case 'engine':
        return observer.onEngine?.(report.engine);
      case 'exhausted':
        return onExhausted();
      case 'film':
        return observer.onFilm?.(report.task, report.film);
    }
  };
}
