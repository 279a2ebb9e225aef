import { CHILD_READY_WITHIN_MS, openChildProcess } from '../../platform/process/child-process.ts';
import { ChildProcessError, exitReason, RemoteError } from '../../platform/process/child-process-error.ts';
import { EngineError } from '../../vision/classify/engine-error.ts';
import { decodeEngineError } from '../../vision/classify/engine-protocol.ts';
import {
  ENGINES_STOP_WITHIN_MS,
  type EnginesList,
  type EnginesProgress,
  type EnginesTask,
  type EnginesTypes,
  enginesProtocol,
} from './engines-protocol.ts';
import { nativeProcess } from './native-process.ts';

/** A task on the engines that runs in its own process. */
export interface RunningEnginesTask {
  /** Rejects with an EngineError if it fails or is stopped. */
  readonly done: Promise<EnginesList>;
  isStopped(): boolean;
  /** Stops it; resolves when the process has ended. */
  stop(): Promise<void>;
}

const TAIL_CHARACTERS = 500;
const MINUTE_MS = 60_000;
/** Timeout in ms for a hung process only: every engine has its own limits. */
const DEADLINE_MS = {
  list: 2 * MINUTE_MS,
  compare: 60 * MINUTE_MS,
} as const satisfies Record<EnginesTask['task'], number>;

/**
 * @param onProgress called with the progress
 * @param onLine called with every line that the process writes to stderr
 */
export function startEnginesTask(
  task: EnginesTask,
  onProgress: (progress: EnginesProgress) => void,
  onLine: (line: string) => void = () => undefined,
): RunningEnginesTask {
  const deadlineMs = DEADLINE_MS[task.task];
  // Measured with the settings that the indexer uses.
  const { execArgv } = nativeProcess();
  const child = openChildProcess<EnginesTypes>({
    name: 'The process of the engines',
    logName: 'engines',
    protocol: enginesProtocol,
    script: new URL('./engines-process.ts', import.meta.url),
    args: () => [],
    execArgv,
    env: () => nativeProcess().env,
    readyWithinMs: CHILD_READY_WITHIN_MS,
    stopWithinMs: ENGINES_STOP_WITHIN_MS,
    holdsParent: 'always',
    oneAtATime: false,
    restart: { kind: 'never' },
    onNotification: onProgress,
    onLine,
  });
  let stopped = false;
  const done = child.request('run', task, { deadlineMs }).then(
    (list) => {
      void child.close();
      return list;
    },
    (error: unknown) => {
      void child.close();
      throw toEngineError(error);
    },
  );
  // The caller that awaits it gets the error.
  done.catch(() => {});
  return {
    done,
    isStopped: () => stopped,
    async stop() {
      stopped = true;
      await child.close();
    },
  };
}

function toEngineError(error: unknown): EngineError {
  if (error instanceof RemoteError) return decodeEngineError(error);
  const exit = error instanceof ChildProcessError ? error.exit : null;
  if (exit === null) return EngineError.from(error);
  const tail = exit.stderrTail.slice(-TAIL_CHARACTERS);
  return new EngineError({ code: 'crashed', exit: `${exitReason(exit)}. ${tail}`.trim() });
}
