import os from 'node:os';
import { BeachcombError, ERROR_KINDS, type ErrorKind } from '../../domain/error.ts';
import type { IndexMode } from '../../domain/index-mode.ts';
import { log } from '../../platform/log/log.ts';
import { type ChildProcessOptions, openChildProcess } from '../../platform/process/child-process.ts';
import { exitReason } from '../../platform/process/child-process-error.ts';
import type { EngineState } from '../../vision/classify/falling-back-engine.ts';
import type { Progress } from '../pipeline/progress.ts';
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

/** A running indexer, whatever process carries it just now. */
export interface Supervised {
  send(command: IndexerCommand): void;
  /**
   * Ends it cleanly and starts it again with these settings: a lower priority cannot be taken back, and the engine
   * is chosen once.
   */
  change(settings: Pick<Start, 'mode' | 'pauseOnBattery' | 'engine'>): void;
  /** Ends it cleanly; resolves when it is gone. */
  stop(): Promise<void>;
  /** The first run's summary; rejects with a BeachcombError when the indexer cannot go on. */
  readonly finished: Promise<Summary>;
  /** Process id of the indexer, while there is one. */
  pid(): number | undefined;
}

export interface Observer {
  onProgress(progress: Progress): void;
  onFinished?(summary: Summary): void;
  /** Crashed; restarting after skipping the file that crashed it. */
  onRestart?(reason: string): void;
  onFailed?(error: BeachcombError): void;
  /** Another engine is used now, or the engines are being compared. */
  onEngine?(engine: EngineState): void;
  /** A line that the process wrote to stderr: for the log, not for a person. Decoders may write what they like. */
  onLine?(line: string): void;
}

/** Give up after this many crashes in a row without progress: the cause is not a single photo. */
const CRASHES_WITHOUT_PROGRESS = 8;
/** Commands that do not start an indexer that has ended. */
const IDLE_COMMANDS: readonly IndexerCommand['command'][] = ['holdForComparison', 'recount'];
const KILLS_FORGIVEN = 4;
/** Linux gives a process of low priority a low one for its reads and writes too. */
const PRIORITY: Readonly<Record<IndexMode, number>> = {
  gentle: os.constants.priority.PRIORITY_LOW,
  normal: os.constants.priority.PRIORITY_BELOW_NORMAL,
  full: os.constants.priority.PRIORITY_NORMAL,
};

const asKind = (kind: string): ErrorKind => ERROR_KINDS.find((known) => known === kind) ?? 'internal';

/** Set from outside and at once, so that all its threads begin with it. */
function setPriority(pid: number, mode: IndexMode): void {
  if (PRIORITY[mode] === os.constants.priority.PRIORITY_NORMAL) return;
  try {
    os.setPriority(pid, PRIORITY[mode]);
  } catch {
    // It is gone already, or the system does not let us: the work is the same.
  }
}

/** How long the start of a process may take on a busy computer. */
const READY_WITHIN_MS = 120_000;
const INDEXER = {
  name: 'The indexer',
  logName: 'indexer',
  protocol: indexerProtocol,
  script: new URL('./main.ts', import.meta.url),
  execArgv: nativeProcess().execArgv,
  env: () => nativeProcess().env,
  readyWithinMs: READY_WITHIN_MS,
  stopWithinMs: INDEXER_STOP_WITHIN_MS,
  holdsParent: 'always',
  oneAtATime: false,
  restart: {
    kind: 'always',
    firstPauseMs: 0,
    lastPauseMs: 0,
    healthyAfterMs: 0,
    giveUpAfter: CRASHES_WITHOUT_PROGRESS,
    afterCleanExit: 'end',
  },
} as const satisfies Partial<ChildProcessOptions<IndexerTypes>>;

/** Starts an indexer and starts it again whenever it crashes: a crash costs one photo, never the run. */
export function superviseIndexer(start: Start, observer: Observer): Supervised {
  const finished = Promise.withResolvers<Summary>();
  // Whoever waits for `finished` gets the error; where nobody does, the observer has it.
  finished.promise.catch(() => {});
  let settings = start;
  let paused = start.paused;
  let killed = false;
  let stopping = false;
  const fail = (error: BeachcombError): void => {
    observer.onFailed?.(error);
    finished.reject(error);
  };
  const child = openChildProcess<IndexerTypes>({
    ...INDEXER,
    args: () => [JSON.stringify({ ...settings, paused, killed })],
    onStart: (pid) => setPriority(pid, settings.mode ?? 'full'),
    onLine: (line) => observer.onLine?.(line),
    onNotification: reportReceiver(observer, finished.resolve, () => child.noteProgress()),
    onCrash: ({ exit, crashesInARow, restartInMs }) => {
      // A kill is no fault of a photo, unless it comes again and again: then memory may have run out on it.
      killed = exit.signal === 'SIGKILL' && crashesInARow <= KILLS_FORGIVEN;
      log.warn('the indexer ended unexpectedly', { detail: exitReason(exit) });
      const reason = `The indexer crashed (${exitReason(exit)}). ${exit.stderrTail.trim()}`.trim();
      if (restartInMs === null) fail(new BeachcombError('internal', reason));
      else observer.onRestart?.(reason);
    },
    onEnd: ({ failure }) => {
      if (failure !== null) fail(new BeachcombError(asKind(failure.code), failure.message));
      // Nothing where it is settled already.
      finished.reject(new BeachcombError('unavailable', 'The indexer was stopped.'));
    },
  });

  return {
    finished: finished.promise,
    pid: () => child.pid(),
    send(command) {
      if (command.command === 'pause') paused = true;
      if (command.command === 'resume') paused = false;
      if (child.notify(command) || stopping || IDLE_COMMANDS.includes(command.command)) return;
      // It had ended for good; the person wants it again.
      child.start();
    },
    change(wanted) {
      settings = { ...settings, ...wanted };
      child.restart();
    },
    async stop() {
      stopping = true;
      await child.close();
    },
  };
}

/** Passes reports on, and calls `onPhoto` when one more photo is done since the last process was started. */
function reportReceiver(
  observer: Observer,
  onFirstSummary: (summary: Summary) => void,
  onPhoto: () => void,
): (report: Report) => void {
  let doneBefore = -1;
  return (report) => {
    switch (report.report) {
      case 'progress':
        if (report.progress.done > doneBefore) {
          if (doneBefore >= 0) onPhoto();
          doneBefore = report.progress.done;
        }
        return observer.onProgress(report.progress);
      case 'finished':
        onFirstSummary(report.summary);
        return observer.onFinished?.(report.summary);
      case 'engine':
        return observer.onEngine?.(report.engine);
    }
  };
}
