import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { EngineReason } from '../../domain/engine-reason.ts';
import { EngineError } from '../../vision/classify/engine-error.ts';
import {
  type EnginesList,
  type EnginesReport,
  type EnginesTask,
  enginesReportSchema,
} from './engines-message.ts';
import { nativeProcess } from './native-process.ts';

/** Work on the engines under way in a process of its own. */
export interface RunningEnginesTask {
  /** Rejects with an EngineError when it fails or was stopped. */
  readonly done: Promise<EnginesList>;
  isStopped(): boolean;
  /** Ends it; resolves when the process is gone. */
  stop(): Promise<void>;
}

/** A driver may hold a process that was told to end. Milliseconds. */
const END_WITHIN = 10_000;
const LAST_WORDS = 500;

/** @param onReport told how far it is */
export function startEnginesTask(
  task: EnginesTask,
  onReport: (report: Exclude<EnginesReport, { report: 'done' | 'failed' }>) => void,
): RunningEnginesTask {
  const main = new URL('./engines-process.ts', import.meta.url);
  const child = fork(fileURLToPath(main), [JSON.stringify(task)], {
    // Measured as it will run.
    ...nativeProcess(),
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const done = Promise.withResolvers<EnginesList>();
  // Whoever waits for it gets the error.
  done.promise.catch(() => {});
  const gone = Promise.withResolvers<void>();
  let words = '';
  let stopped = false;
  const fail = (reason: EngineReason): void => done.reject(new EngineError(reason));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    words = (words + text).slice(-LAST_WORDS);
  });
  child.on('message', (message) => {
    const parsed = enginesReportSchema.safeParse(message);
    if (!parsed.success) return;
    const report = parsed.data;
    if (report.report === 'done') done.resolve(report.list);
    else if (report.report === 'failed') fail(report.reason);
    else onReport(report);
  });
  child.on('error', (error) => {
    fail(EngineError.from(error).reason);
    if (child.pid === undefined) gone.resolve();
  });
  // Not "close", which does not come where it was let go of before.
  child.on('exit', (code, signal) => {
    fail({ code: 'crashed', exit: `${signal ?? `exit code ${code}`}. ${words.trim()}`.trim() });
    gone.resolve();
  });
  return {
    done: done.promise,
    isStopped: () => stopped,
    async stop() {
      stopped = true;
      if (child.connected) child.disconnect();
      const late = setTimeout(() => child.kill('SIGKILL'), END_WITHIN);
      await gone.promise;
      clearTimeout(late);
    },
  };
}
