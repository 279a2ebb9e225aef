import { fork } from 'node:child_process';
import os from 'node:os';
import { fileURLToPath } from 'node:url';
import { BeachcombError, ERROR_KINDS, type ErrorKind } from '../../domain/error.ts';
import type { IndexMode } from '../../domain/index-mode.ts';
import { forwardLog } from '../../platform/log/forward-log.ts';
import { log } from '../../platform/log/log.ts';
import type { EngineState } from '../../vision/classify/falling-back-engine.ts';
import type { Progress } from '../pipeline/progress.ts';
import { type Command, reportSchema, type Start, type Summary } from './message.ts';
import { nativeProcess } from './native-process.ts';

/** A running indexer, whatever process carries it just now. */
export interface Supervised {
  send(command: Command): void;
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
  /** It died and is being started again behind the file that it died on. */
  onRestart?(reason: string): void;
  onFailed?(error: BeachcombError): void;
  /** Another engine is used now, or the engines are being compared. */
  onEngine?(engine: EngineState): void;
}

/** So many deaths without one finished photo between them: it is not the photos. */
const DEATHS_IN_VAIN = 8;
/** These start no indexer that had ended. */
const IDLE_COMMANDS: readonly Command['command'][] = ['stop', 'holdForComparison', 'recount'];
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

/** Starts an indexer and starts it again whenever it dies: a crash costs one photo, never the run. */
export function superviseIndexer(start: Start, observer: Observer): Supervised {
  const finished = Promise.withResolvers<Summary>();
  // Whoever waits for `finished` gets the error; where nobody does, the observer was told.
  finished.promise.catch(() => {});
  let child: ReturnType<typeof fork> | null = null;
  let stopping = false;
  let settings = start;
  let startAgain = false;
  let paused = start.paused;
  let deathsInVain = 0;
  let killed = false;
  let doneBefore = -1;
  let gone = Promise.withResolvers<void>();

  const fail = (error: BeachcombError): void => {
    observer.onFailed?.(error);
    finished.reject(error);
    gone.resolve();
  };

  const launch = (): void => {
    let failure: BeachcombError | null = null;
    const main = new URL('./main.ts', import.meta.url);
    const indexer = fork(fileURLToPath(main), [JSON.stringify({ ...settings, paused, killed })], {
      ...nativeProcess(),
      // Decoders may write to stderr whatever they like: it is for the log, not for a person.
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    child = indexer;
    if (indexer.pid !== undefined) setPriority(indexer.pid, settings.mode ?? 'full');
    let words = '';
    forwardLog(indexer, 'indexer', (text) => {
      words = (words + text).slice(-2000);
    });
    indexer.on('message', (message) => {
      const parsed = reportSchema.safeParse(message);
      if (!parsed.success) return log.error('the indexer sent an unknown report', { error: parsed.error });
      const report = parsed.data;
      if (report.report === 'progress') {
        if (report.progress.done > doneBefore) {
          if (doneBefore >= 0) deathsInVain = 0;
          doneBefore = report.progress.done;
        }
        observer.onProgress(report.progress);
      } else if (report.report === 'finished') {
        finished.resolve(report.summary);
        observer.onFinished?.(report.summary);
      } else if (report.report === 'engine') observer.onEngine?.(report.engine);
      else failure = new BeachcombError(asKind(report.kind), report.detail);
    });
    indexer.on('error', (error) => {
      failure ??= new BeachcombError('internal', error.message);
    });
    indexer.on('exit', (code, signal) => {
      child = null;
      if (failure !== null) return fail(failure);
      if (startAgain && !stopping) {
        startAgain = false;
        return launch();
      }
      if (code === 0 || stopping) {
        finished.reject(new BeachcombError('unavailable', 'The indexer was stopped.'));
        gone.resolve();
        return;
      }
      deathsInVain += 1;
      // A kill is no fault of a photo, unless it comes again and again: then memory may have run out on it.
      killed = signal === 'SIGKILL' && deathsInVain <= KILLS_FORGIVEN;
      const reason = `The indexer died (${signal ?? `exit code ${code}`}). ${words.trim()}`.trim();
      log.warn('the indexer ended unexpectedly', { detail: signal ?? `exit code ${code}` });
      if (deathsInVain >= DEATHS_IN_VAIN) return fail(new BeachcombError('internal', reason));
      observer.onRestart?.(reason);
      launch();
    });
  };
  launch();

  return {
    finished: finished.promise,
    pid: () => child?.pid,
    send(command) {
      if (command.command === 'pause') paused = true;
      if (command.command === 'resume') paused = false;
      if (child?.connected) child.send(command);
      else if (!stopping && child === null && !IDLE_COMMANDS.includes(command.command)) {
        // It had ended for good; the person wants it again.
        deathsInVain = 0;
        gone = Promise.withResolvers();
        launch();
      }
    },
    change(wanted) {
      settings = { ...settings, ...wanted };
      if (!child?.connected) return;
      startAgain = true;
      child.send({ command: 'stop' });
    },
    async stop() {
      stopping = true;
      if (child === null) return;
      if (child.connected) child.send({ command: 'stop' });
      await gone.promise;
    },
  };
}
