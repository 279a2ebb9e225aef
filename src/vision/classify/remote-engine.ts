import { fork } from 'node:child_process';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Prediction } from '../../domain/prediction.ts';
import type { Engine } from './engine.ts';
import { EngineError } from './engine-error.ts';
import { type EngineQuestion, engineReplySchema, type OpenedEngine } from './engine-message.ts';

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
}

const LAST_WORDS = 500;
const GONE_WITHIN = 5000;

/**
 * An engine in a process of its own. Whatever happens there ends in an EngineError here.
 * @throws EngineError when it cannot be opened; the process is gone then
 */
export async function openRemoteEngine(options: RemoteOptions): Promise<Engine> {
  const { script, args, patience, signal } = options;
  signal.throwIfAborted();
  const child = fork(fileURLToPath(script), args, {
    execArgv: ['--disable-warning=ExperimentalWarning'],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const gone = Promise.withResolvers<void>();
  const opened = Promise.withResolvers<OpenedEngine>();
  const asked = new Map<number, PromiseWithResolvers<Prediction[]>>();
  let end: EngineError | null = null;
  let ids = 0;
  let words = '';

  const endWith = (error: EngineError): void => {
    end ??= error;
    child.kill('SIGKILL');
    opened.reject(end);
    for (const { reject } of asked.values()) reject(end);
    asked.clear();
  };
  const onAbort = (): void => endWith(new EngineError({ code: 'stopped' }));
  signal.addEventListener('abort', onAbort, { once: true });
  /** Ends it all when the work is not done in time. */
  const inTime = async <T>(work: Promise<T>, limit: number): Promise<T> => {
    const late = globalThis.setTimeout(
      () => endWith(new EngineError({ code: 'timed-out', seconds: Math.round(limit / 1000) })),
      limit,
    );
    try {
      return await work;
    } finally {
      clearTimeout(late);
    }
  };

  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    words = (words + text).slice(-LAST_WORDS);
  });
  child.on('message', (message) => {
    const parsed = engineReplySchema.safeParse(message);
    if (!parsed.success) return endWith(new EngineError({ code: 'invalid-results' }));
    const reply = parsed.data;
    if (reply.reply === 'opened') opened.resolve(reply.engine);
    else if (reply.reply === 'answers') asked.get(reply.id)?.resolve(reply.predictions);
    else {
      const error = new EngineError(reply.reason);
      if (reply.id === null) endWith(error);
      else asked.get(reply.id)?.reject(error);
    }
  });
  child.on('error', (error) => endWith(EngineError.from(error)));
  child.on('close', (code, died) => {
    const error = EngineError.from(words);
    endWith(
      error.outOfMemory ? error : new EngineError({ code: 'crashed', exit: died ?? `exit code ${code}` }),
    );
    signal.removeEventListener('abort', onAbort);
    gone.resolve();
  });

  const engine = await inTime(opened.promise, patience.open);
  return {
    ...engine,
    async classify(inputs) {
      if (end !== null) throw end;
      const id = ++ids;
      const question: EngineQuestion = { id, inputs };
      const prediction = Promise.withResolvers<Prediction[]>();
      asked.set(id, prediction);
      child.send(question, (error) => error !== null && endWith(EngineError.from(error)));
      try {
        const predictions = await inTime(prediction.promise, patience.batch(inputs.length));
        if (predictions.length !== inputs.length) throw new EngineError({ code: 'incomplete-results' });
        return predictions;
      } finally {
        asked.delete(id);
      }
    },
    async close() {
      // It holds nothing that could be lost, and a driver may hang in its end, too.
      endWith(new EngineError({ code: 'closed' }));
      // One that hangs in the system's heart cannot even be killed: it is left behind.
      await Promise.race([gone.promise, setTimeout(GONE_WITHIN, undefined, { ref: false })]);
      child.unref();
      child.channel?.unref();
    },
  };
}
