import type { Prediction } from '../../domain/prediction.ts';
import { type ChildProcess, openChildProcess } from '../../platform/process/child-process.ts';
import {
  type ChildExit,
  ChildProcessError,
  exitReason,
  RemoteError,
} from '../../platform/process/child-process-error.ts';
import type { Engine } from './engine.ts';
import { EngineError } from './engine-error.ts';
import { decodeEngineError, type EngineTypes, engineProtocol } from './engine-protocol.ts';
import { SharedInputs } from './shared-inputs.ts';

/** Time limits in ms: an engine process that exceeds one counts as hung and is killed. */
export interface EngineLimits {
  readonly openMs: number;
  batchMs(photos: number): number;
}

export interface RemoteOptions {
  /** The module that the process runs; it calls serveEngine. */
  readonly script: URL;
  readonly args: readonly string[];
  readonly limits: EngineLimits;
  /** Kills the process when aborted. */
  readonly signal: AbortSignal;
  /** Called with each line that the process writes to stderr. */
  readonly onLine?: (line: string) => void;
}

/**
 * Opens an engine in a separate process. Every failure of the process is an EngineError here.
 * @throws EngineError if it cannot be opened; the process has ended by then
 */
export async function openRemoteEngine(options: RemoteOptions): Promise<Engine> {
  const { script, args, limits, signal, onLine = () => undefined } = options;
  signal.throwIfAborted();
  /** Why the engine has ended; the first reason is kept. */
  let end: EngineError | null = null;
  const shared = SharedInputs.open();
  const child = openChildProcess<EngineTypes>({
    name: 'The engine',
    logName: 'engine',
    protocol: engineProtocol,
    script,
    args: () => args,
    serialization: 'advanced',
    ...(shared !== null && { inherits: [shared.descriptor] }),
    readyWithinMs: limits.openMs,
    // Killed without a clean exit, because it has no state to save and a driver may hang on exit.
    stopWithinMs: 0,
    holdsParent: 'always',
    oneAtATime: false,
    restart: { kind: 'never' },
    onLine,
    onEnd: (exit) => {
      end ??= exit.failure === null ? crashError(exit) : decodeEngineError(exit.failure);
    },
  });
  const endWith = (error: EngineError): EngineError => {
    end ??= error;
    void child.kill();
    return end;
  };
  const onAbort = (): unknown => endWith(new EngineError({ code: 'stopped' }));
  signal.addEventListener('abort', onAbort, { once: true });
  const close = async (): Promise<void> => {
    endWith(new EngineError({ code: 'closed' }));
    signal.removeEventListener('abort', onAbort);
    shared?.close();
    await child.kill();
  };
  const opened = await child.ready().catch(async (error: unknown) => {
    const reason = endWith(toEngineError(error));
    await close();
    throw reason;
  });
  return {
    ...opened,
    async classify(inputs) {
      if (end !== null) throw end;
      const deadlineMs = limits.batchMs(inputs.length);
      const predictions = await requestBatch(child, shared, inputs, deadlineMs).catch((error) => {
        // An error reported for one batch does not affect the next.
        throw error instanceof RemoteError ? (end ?? toEngineError(error)) : endWith(toEngineError(error));
      });
      if (predictions.length !== inputs.length) throw new EngineError({ code: 'incomplete-results' });
      return predictions;
    },
    close,
  };
}

/** Sends a batch: in shared memory where it has room, otherwise in the message. */
function requestBatch(
  child: ChildProcess<EngineTypes>,
  shared: SharedInputs | null,
  inputs: readonly Uint8Array[],
  deadlineMs: number,
): Promise<Prediction[]> {
  const request = (slots: readonly number[] | null): Promise<Prediction[]> =>
    child.request('classify', slots === null ? { inputs } : { slots }, { deadlineMs });
  return shared?.during(inputs, request) ?? request(null);
}

function toEngineError(error: unknown): EngineError {
  if (error instanceof RemoteError) return decodeEngineError(error);
  if (!(error instanceof ChildProcessError)) return EngineError.from(error);
  const { reason, exit, limitMs } = error;
  if (reason === 'timed-out')
    return new EngineError({ code: 'timed-out', seconds: Math.round((limitMs ?? 0) / 1000) });
  if (reason === 'invalid-reply') return new EngineError({ code: 'invalid-results' });
  return exit === null ? EngineError.from(error.message) : crashError(exit);
}

function crashError(exit: ChildExit): EngineError {
  const inTail = EngineError.from(exit.stderrTail);
  return inTail.outOfMemory ? inTail : new EngineError({ code: 'crashed', exit: exitReason(exit) });
}
