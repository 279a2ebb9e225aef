import { BeachcombError, ERROR_KINDS } from '../../domain/error.ts';
import { errorReasonSchema } from '../../domain/error-reason.ts';
import type { PackPurpose } from '../../domain/pack.ts';
import { nativeProcess } from '../../indexing/process/native-process.ts';
import { CHILD_READY_WITHIN_MS, openChildProcess } from '../../platform/process/child-process.ts';
import { RemoteError } from '../../platform/process/child-process-error.ts';
import {
  type AddingProgress,
  PACK_STOP_WITHIN_MS,
  type PackTask,
  type PackTypes,
  packProtocol,
} from './pack-protocol.ts';

/** A pack that is being added in a process of its own. */
export interface RunningPackTask {
  /** Resolves to what the added pack is for; rejects with a BeachcombError if it fails or is stopped. */
  readonly done: Promise<PackPurpose>;
  /** Resolves when the process has ended. */
  stop(): Promise<void>;
}

/** For a hung process only: a download has its own limits, and may take long. */
const DEADLINE_MS = 24 * 60 * 60_000;

export function startPackTask(
  task: PackTask,
  onProgress: (progress: AddingProgress) => void,
): RunningPackTask {
  const child = openChildProcess<PackTypes>({
    name: 'The process that adds a model',
    logName: 'packs',
    protocol: packProtocol,
    script: new URL('./pack-process.ts', import.meta.url),
    args: () => [],
    execArgv: nativeProcess().execArgv,
    env: () => nativeProcess().env,
    readyWithinMs: CHILD_READY_WITHIN_MS,
    stopWithinMs: PACK_STOP_WITHIN_MS,
    holdsParent: 'always',
    oneAtATime: false,
    restart: { kind: 'never' },
    onNotification: onProgress,
  });
  const done = child
    .request('add', task, { deadlineMs: DEADLINE_MS })
    .then(
      ({ purpose }) => purpose,
      (error: unknown) => {
        throw decoded(error);
      },
    )
    .finally(() => child.close());
  // The caller that awaits it gets the error.
  done.catch(() => {});
  return { done, stop: () => child.close() };
}

/** What the process failed with; that it crashed is `unavailable`. */
function decoded(error: unknown): BeachcombError {
  const detail = error instanceof Error ? error.message : String(error);
  if (!(error instanceof RemoteError)) return new BeachcombError('unavailable', detail, { cause: error });
  const kind = ERROR_KINDS.find((one) => one === error.code) ?? 'internal';
  const reason = errorReasonSchema.safeParse(error.arguments);
  return new BeachcombError(kind, detail, {
    cause: error,
    ...(reason.success ? { reason: reason.data } : {}),
  });
}
