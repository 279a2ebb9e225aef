import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { BeachcombError } from '../../domain/error.ts';
import { forwardLog } from '../../platform/log/forward-log.ts';
import { log } from '../../platform/log/log.ts';
import {
  type EnginesList,
  type EnginesReport,
  type EnginesTask,
  enginesReportSchema,
} from './engines-message.ts';
import { nativeProcess } from './native-process.ts';

/** Work on the engines under way in a process of its own. */
export interface RunningEnginesTask {
  /** Rejects with a BeachcombError `unavailable` when it fails or was stopped. */
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
  const fail = (detail: string): void => done.reject(new BeachcombError('unavailable', detail));
  forwardLog(child, 'engines', (text) => {
    words = (words + text).slice(-LAST_WORDS);
  });
  child.on('message', (message) => {
    const parsed = enginesReportSchema.safeParse(message);
    if (!parsed.success)
      return log.error('the engines process sent an unknown report', { error: parsed.error });
    const report = parsed.data;
    if (report.report === 'done') done.resolve(report.list);
    else if (report.report === 'failed') fail(report.detail);
    else onReport(report);
  });
  child.on('error', (error) => {
    fail(error.message);
    if (child.pid === undefined) gone.resolve();
  });
  // Not "close", which does not come where it was let go of before.
  child.on('exit', (code, signal) => {
    fail(`It ended (${signal ?? `exit code ${code}`}). ${words.trim()}`.trim());
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
