import { Worker } from 'node:worker_threads';
import { type Problem, ProblemError } from '../../domain/problem.ts';

/** Reply of a worker to each task. */
export type Reply<Result> = ({ readonly value: Result } | { readonly problem: Problem }) & {
  /** The worker holds much memory, or its state may be corrupt: it must be replaced. */
  readonly tired: boolean;
};

interface Job {
  readonly task: object;
  readonly transfer: readonly ArrayBuffer[];
  readonly timeLimit: number;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
  timer?: NodeJS.Timeout;
}

/**
 * Worker threads for code that may hang, crash or exhaust memory on a bad file; such a thread is terminated and
 * replaced. Threads start on demand and do not keep the process alive while idle.
 */
export class WorkerPool {
  readonly #script: URL;
  readonly #size: number;
  readonly #waiting: Job[] = [];
  readonly #running = new Map<Worker, Job>();
  #idle: Worker[] = [];

  constructor(script: URL, size: number) {
    this.#script = script;
    this.#size = size;
  }

  /**
   * Runs a task in a thread.
   * @param transfer buffers of the task that are transferred instead of copied
   * @param timeLimit in ms, from the time when a thread takes the task
   * @throws ProblemError the problem found by the worker, `too-slow`, or `too-large` if memory is exhausted; the
   *   signal's reason when aborted
   */
  async run<Result>(
    task: object,
    transfer: readonly ArrayBuffer[],
    timeLimit: number,
    signal: AbortSignal,
  ): Promise<Result> {
    signal.throwIfAborted();
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    const job: Job = { task, transfer, timeLimit, resolve, reject };
    const onAbort = (): void => this.#stop(job, signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
    this.#waiting.push(job);
    this.#next();
    try {
      return (await promise) as Result;
    } finally {
      signal.removeEventListener('abort', onAbort);
    }
  }

  /** Terminates all threads; running tasks fail. The pool can be used again. */
  async close(): Promise<void> {
    const workers = [...this.#idle, ...this.#running.keys()];
    for (const job of [...this.#waiting, ...this.#running.values()])
      this.#stop(job, new Error('The decoders were closed.'));
    this.#idle = [];
    await Promise.all(workers.map((worker) => worker.terminate()));
  }

  #next(): void {
    while (this.#running.size < this.#size) {
      const job = this.#waiting.shift();
      if (job === undefined) return;
      const worker = this.#idle.pop() ?? this.#start();
      this.#running.set(worker, job);
      const tooSlow = new ProblemError('too-slow', `Not finished after ${job.timeLimit / 1000} seconds.`);
      job.timer = setTimeout(() => this.#stop(job, tooSlow), job.timeLimit);
      worker.ref();
      worker.postMessage(job.task, job.transfer);
    }
  }

  #start(): Worker {
    const worker = new Worker(this.#script);
    worker.on('message', (reply: Reply<unknown>) => {
      const job = this.#take(worker);
      if (job === undefined) return;
      if (reply.tired) void worker.terminate();
      else {
        worker.unref();
        this.#idle.push(worker);
      }
      if ('value' in reply) job.resolve(reply.value);
      else job.reject(new ProblemError(reply.problem.kind, reply.problem.detail));
      this.#next();
    });
    const onEnd = (error: Error): void => {
      this.#idle = this.#idle.filter((idle) => idle !== worker);
      this.#take(worker)?.reject(error);
      this.#next();
    };
    worker.on('error', (error: NodeJS.ErrnoException) =>
      onEnd(
        error.code === 'ERR_WORKER_OUT_OF_MEMORY'
          ? new ProblemError('too-large', 'The decoder ran out of memory.')
          : error,
      ),
    );
    worker.on('exit', () =>
      onEnd(new ProblemError('damaged', 'The decoder ended in the middle of the file.')),
    );
    return worker;
  }

  /** Removes and returns the job of a thread. */
  #take(worker: Worker): Job | undefined {
    const job = this.#running.get(worker);
    this.#running.delete(worker);
    clearTimeout(job?.timer);
    return job;
  }

  #stop(job: Job, error: unknown): void {
    const at = this.#waiting.indexOf(job);
    if (at >= 0) this.#waiting.splice(at, 1);
    for (const [worker, running] of this.#running) {
      if (running !== job) continue;
      this.#take(worker);
      void worker.terminate();
    }
    job.reject(error);
    this.#next();
  }
}
