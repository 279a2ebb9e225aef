import { openChildProcess } from '../../platform/process/child-process.ts';
import {
  type ChildExit,
  ChildProcessError,
  exitReason,
  RemoteError,
} from '../../platform/process/child-process-error.ts';
import type { Engine } from './engine.ts';
import { EngineError } from './engine-error.ts';
import { decodeEngineError, type EngineTypes, engineProtocol } from './engine-protocol.ts';

/** How long an engine's process may be silent before it counts as hung and is ended, in milliseconds. */
export interface Patience {
  readonly open: number;
  batch(photos: number): number;
}

export interface RemoteOptions {
  /** The module that the process runs: it calls serveEngine. */
  readonly script: URL;
  readonly args: readonly string[];
  readonly patience: Patience;
  /** Ends the process at once. */
  readonly signal: AbortSignal;
  /** Called with every line that the process writes to stderr. */
  readonly onLine?: (line: string) => void;
}

/**
 * An engine in a process of its own. Whatever happens there ends in an EngineError here.
 * @throws EngineError when it cannot be opened; the process is gone then
 */
export async function openRemoteEngine(options: RemoteOptions): Promise<Engine> {
  const { script, args, patience, signal, onLine = () => undefined } = options;
  signal.throwIfAborted();
  /** Why it is gone: the first reason counts. */
  let end: EngineError | null = null;
  const child = openChildProcess<EngineTypes>({
    name: 'The engine',
    logName: 'engine',
    protocol: engineProtocol,
    script,
    args: () => args,
    serialization: 'advanced',
    readyWithinMs: patience.open,
    // It holds nothing that could be lost, and a driver may hang in its end, too.
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
      const deadlineMs = patience.batch(inputs.length);
      const predictions = await child.request('classify', { inputs }, { deadlineMs }).catch((error) => {
        // What it reports of one batch leaves the next one alone.
        throw error instanceof RemoteError ? (end ?? toEngineError(error)) : endWith(toEngineError(error));
      });
      if (predictions.length !== inputs.length) throw new EngineError({ code: 'incomplete-results' });
      return predictions;
    },
    close,
  };
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
