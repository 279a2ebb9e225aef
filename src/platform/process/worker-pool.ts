import { setTimeout as delay } from 'node:timers/promises';
import { type ResourceLimits, type Transferable, Worker } from 'node:worker_threads';
import { type Deadline, startDeadline } from './deadline.ts';
import { programFile } from './program-file.ts';
import type { FromWorker, ToWorker } from './serve-worker.ts';

/** Why a request has no reply. */
export type WorkerFailure<Fault> =
  /** What the worker made of an error of its handler. */
  | { readonly kind: 'reported'; readonly fault: Fault }
  | { readonly kind: 'timed-out'; readonly limitMs: number }
  | { readonly kind: 'out-of-memory' }
  /** The system gave no thread, and there is no other one: it has too little memory, or too many threads. */
  | { readonly kind: 'not-started'; readonly error: Error }
  /** The thread ended in the middle of it. */
  | { readonly kind: 'ended' }
  /** An error outside of the handler: the program is broken. */
  | { readonly kind: 'crashed'; readonly error: Error }
  | { readonly kind: 'closed' };

export interface WorkerPoolOptions<Request, Message, Fault, Notification = never> {
  /** The module that each thread runs: it calls serveWorker. */
  readonly script: URL;
  /** The most threads. */
  readonly size: number;
  /** The most threads just now, 1 to `size`, where a thread is dear and few requests are not worth one; else `size`. */
  readonly sizeNow?: () => number;
  readonly workerData?: unknown;
  /** Memory that a thread may take; Node's own limits where absent. */
  readonly resourceLimits?: ResourceLimits;
  /** Requests that a thread holds at once: with 2 the next one is there when the first is done. */
  readonly requestsPerWorker: number;
  /** Called when a thread takes a request: what is posted, and its buffers that are handed over, not copied. */
  readonly handOver: (request: Request) => {
    readonly message: Message;
    readonly transfer: readonly Transferable[];
  };
  /** The error with which a request fails. */
  readonly toError: (failure: WorkerFailure<Fault>) => Error;
  /**
   * `when-done`, with what it was given, where the thread computes in onnxruntime-node: its native code aborts the whole
   * process when it returns into a thread that is being ended.
   */
  readonly endsThreads: 'at-once' | 'when-done';
  /** A thread that is lost costs its request, or ends the whole pool for good. */
  readonly onLoss: 'replace' | 'end-all';
  /** Whether idle threads keep the process alive. */
  readonly holdsProcess: 'always' | 'while-requested';
  readonly onNotification?: (body: Notification) => void;
}

export interface WorkerRequestOptions {
  /** From when a thread takes the request; then the thread is ended. */
  readonly deadlineMs: number;
  /** Rejects with its reason; a thread that works on the request is ended. */
  readonly signal?: AbortSignal;
}

interface Job<Request, Reply> {
  readonly request: Request;
  readonly deadlineMs: number;
  readonly resolve: (reply: Reply) => void;
  readonly reject: (error: unknown) => void;
  deadline?: Deadline;
}

interface Thread<Request, Reply, Ready> {
  readonly worker: Worker;
  /** What it was given, in the order in which it replies. */
  readonly jobs: Job<Request, Reply>[];
  readonly ready: PromiseWithResolvers<Ready>;
  readonly exited: Promise<void>;
}

/** A thread inside native code ends only when that returns: it is left behind. */
const EXITED_WITHIN_MS = 10_000;

/**
 * Threads for code that may hang, crash, eat memory or block: they start when they are needed. Threads run this
 * program's own code, so their messages are trusted to be of their types.
 */
export class WorkerPool<Request, Message, Reply, Fault, Ready = null, Notification = never> {
  readonly #options: WorkerPoolOptions<Request, Message, Fault, Notification>;
  #waiting: Job<Request, Reply>[] = [];
  readonly #threads = new Set<Thread<Request, Reply, Ready>>();
  #end: Error | null = null;

  constructor(options: WorkerPoolOptions<Request, Message, Fault, Notification>) {
    this.#options = options;
  }

  /**
   * Starts all threads that there may be now.
   * @returns what each sent when it was ready
   * @throws what `toError` makes of a thread that ends before or is late
   */
  async open(readyWithinMs: number): Promise<Ready[]> {
    while (this.#threads.size < this.#sizeNow()) this.#start();
    const late = startDeadline(readyWithinMs, () => {
      for (const thread of [...this.#threads])
        this.#lose(thread, { kind: 'timed-out', limitMs: readyWithinMs });
    });
    try {
      return await Promise.all([...this.#threads].map(({ ready }) => ready.promise));
    } finally {
      late.clear();
    }
  }

  /** @throws what `toError` makes of its failure; the signal's reason when aborted */
  run(request: Request, { deadlineMs, signal }: WorkerRequestOptions): Promise<Reply> {
    if (signal?.aborted) return Promise.reject(signal.reason);
    if (this.#end !== null) return Promise.reject(this.#end);
    const { promise, resolve, reject } = Promise.withResolvers<Reply>();
    const onAbort = (): void => this.#abort(job, signal?.reason);
    const settle = (): void => {
      job.deadline?.clear();
      signal?.removeEventListener('abort', onAbort);
    };
    const job: Job<Request, Reply> = {
      request,
      deadlineMs,
      resolve: (reply) => {
        settle();
        resolve(reply);
      },
      reject: (error) => {
        settle();
        reject(error);
      },
    };
    signal?.addEventListener('abort', onAbort, { once: true });
    this.#waiting.push(job);
    this.#next();
    return promise;
  }

  /** Ends all threads; requests under way fail. A pool that replaces its threads can be used again. */
  async close(): Promise<void> {
    const threads = [...this.#threads];
    this.#endAll(this.#options.toError({ kind: 'closed' }));
    const exited = Promise.all(threads.map((thread) => thread.exited));
    await Promise.race([exited, delay(EXITED_WITHIN_MS, undefined, { ref: false })]);
    for (const { worker } of threads) worker.unref();
  }

  #next(): void {
    while (this.#waiting.length > 0) {
      let thread: Thread<Request, Reply, Ready> | undefined;
      try {
        thread = this.#free();
      } catch (error) {
        this.#waiting.shift()?.reject(this.#options.toError({ kind: 'not-started', error: error as Error }));
        continue;
      }
      const job = thread && this.#waiting.shift();
      if (thread === undefined || job === undefined) return;
      this.#give(thread, job);
    }
  }

  /**
   * An idle thread, else a new one, else the one with the fewest requests that takes one more.
   * @throws Error where there is none and none can be started
   */
  #free(): Thread<Request, Reply, Ready> | undefined {
    const { requestsPerWorker } = this.#options;
    let best: Thread<Request, Reply, Ready> | undefined;
    for (const thread of this.#threads)
      if (best === undefined || thread.jobs.length < best.jobs.length) best = thread;
    if (best?.jobs.length !== 0 && this.#threads.size < this.#sizeNow())
      try {
        return this.#start();
      } catch (error) {
        if (best === undefined) throw error;
      }
    return best !== undefined && best.jobs.length < requestsPerWorker ? best : undefined;
  }

  #sizeNow(): number {
    const { size, sizeNow = () => size } = this.#options;
    return sizeNow();
  }

  #give(thread: Thread<Request, Reply, Ready>, job: Job<Request, Reply>): void {
    try {
      const { message, transfer } = this.#options.handOver(job.request);
      thread.worker.ref();
      thread.worker.postMessage({ type: 'request', body: message } satisfies ToWorker<Message>, transfer);
    } catch (error) {
      job.reject(error);
      return;
    }
    thread.jobs.push(job);
    const { deadlineMs } = job;
    job.deadline = startDeadline(deadlineMs, () =>
      this.#lose(thread, { kind: 'timed-out', limitMs: deadlineMs }, job),
    );
  }

  #start(): Thread<Request, Reply, Ready> {
    const { script, workerData, resourceLimits = {}, onNotification } = this.#options;
    const worker = new Worker(programFile(script), { workerData, resourceLimits });
    const exit = Promise.withResolvers<void>();
    const thread: Thread<Request, Reply, Ready> = {
      worker,
      jobs: [],
      ready: Promise.withResolvers(),
      exited: exit.promise,
    };
    // Only `open` waits for it.
    thread.ready.promise.catch(() => {});
    this.#threads.add(thread);
    worker.on('message', (message: FromWorker<Ready, Reply, Fault, Notification>) => {
      if (message.type === 'ready') thread.ready.resolve(message.body);
      else if (message.type === 'notification') onNotification?.(message.body);
      else this.#settle(thread, message);
    });
    worker.on('error', (error: NodeJS.ErrnoException) =>
      this.#lose(
        thread,
        error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? { kind: 'out-of-memory' } : { kind: 'crashed', error },
      ),
    );
    worker.on('exit', () => {
      exit.resolve();
      this.#lose(thread, { kind: 'ended' });
    });
    return thread;
  }

  #settle(
    thread: Thread<Request, Reply, Ready>,
    message: Extract<FromWorker<Ready, Reply, Fault, Notification>, { type: 'reply' | 'error' }>,
  ): void {
    // A thread that is lost may still have replied.
    if (!this.#threads.has(thread)) return;
    const job = thread.jobs.shift();
    if (message.type === 'reply') job?.resolve(message.body);
    else job?.reject(this.#options.toError({ kind: 'reported', fault: message.fault }));
    if (message.retire) this.#remove(thread);
    else if (thread.jobs.length === 0 && this.#options.holdsProcess === 'while-requested')
      thread.worker.unref();
    this.#next();
  }

  /** Takes a thread out of the pool and ends it; what it was given besides `job` waits again. */
  #remove(thread: Thread<Request, Reply, Ready>, job?: Job<Request, Reply>): void {
    this.#threads.delete(thread);
    if (this.#options.endsThreads === 'at-once') void thread.worker.terminate();
    else thread.worker.postMessage({ type: 'end' } satisfies ToWorker<Message>);
    const others = thread.jobs.splice(0).filter((other) => other !== job);
    for (const { deadline } of others) deadline?.clear();
    this.#waiting.unshift(...others);
  }

  /** The request under way in a thread fails. */
  #lose(
    thread: Thread<Request, Reply, Ready>,
    failure: WorkerFailure<Fault>,
    job: Job<Request, Reply> | undefined = thread.jobs[0],
  ): void {
    if (!this.#threads.has(thread)) return;
    const error = this.#options.toError(failure);
    thread.ready.reject(error);
    this.#remove(thread, job);
    job?.reject(error);
    if (this.#options.onLoss === 'end-all') this.#endAll(error);
    this.#next();
  }

  #abort(job: Job<Request, Reply>, reason: unknown): void {
    this.#waiting = this.#waiting.filter((other) => other !== job);
    for (const thread of [...this.#threads]) if (thread.jobs.includes(job)) this.#remove(thread, job);
    job.reject(reason);
    this.#next();
  }

  #endAll(error: Error): void {
    if (this.#options.onLoss === 'end-all') this.#end ??= error;
    const jobs = this.#waiting.splice(0);
    for (const thread of [...this.#threads]) {
      jobs.push(...thread.jobs.splice(0));
      thread.ready.reject(error);
      this.#remove(thread);
    }
    for (const job of jobs) job.reject(error);
  }
}
