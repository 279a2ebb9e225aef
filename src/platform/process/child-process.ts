import { type ChildExit, ChildProcessError } from './child-process-error.ts';
import type { ProtocolTypes } from './protocol.ts';
import { type ChildProgram, type RequestOptions, RunningChild } from './running-child.ts';

/** When a child process is started, and what follows its end. */
export type RestartPolicy =
  /** Started at once; when it has ended, every request fails. */
  | { readonly kind: 'never' }
  /** Started by a request, and again by the next one after its end. */
  | {
      readonly kind: 'on-request';
      /** How often one request is sent in all where the process crashes on it: a crash may be chance. */
      readonly attempts: number;
      /** Ended after this time without a request. */
      readonly idleEndMs: number;
    }
  /** Started at once, and again whenever it crashes. */
  | {
      readonly kind: 'always';
      /** The pause before a restart doubles from the first to the last. 0: none. */
      readonly firstPauseMs: number;
      readonly lastPauseMs: number;
      /** After so long a life the next pause is the first again. */
      readonly healthyAfterMs: number;
      /** Gives up after this many crashes in a row without progress; Infinity: never. */
      readonly giveUpAfter: number;
      /** Whether exit code 0 is a crash, too. */
      readonly afterCleanExit: 'restart' | 'end';
      /** A process that was given up is no crash: the pause before its restart doubles from a second to some minutes. */
      readonly giveUpAfterAbandoned: number;
    };

/** In ms. */
const ABANDONED_FIRST_PAUSE_MS = 1000;
const ABANDONED_LAST_PAUSE_MS = 300_000;

export interface Crash {
  readonly exit: ChildExit;
  /** Without progress between them, this one included. */
  readonly crashesInARow: number;
  /** Null: not started again. */
  readonly restartInMs: number | null;
}

export interface ChildProcessOptions<T extends ProtocolTypes> extends ChildProgram<T> {
  readonly restart: RestartPolicy;
  /** Requests are sent one at a time, each with its whole deadline; otherwise at once. */
  readonly oneAtATime: boolean;
  /** With `always`: called before the restart. */
  readonly onCrash?: (crash: Crash) => void;
  /** Called when it has ended and is not started again by itself. */
  readonly onEnd?: (exit: ChildExit) => void;
}

/** A child process behind its restart policy: a crash costs the requests under way and nothing else. */
export interface ChildProcess<T extends ProtocolTypes> {
  /** @throws ChildProcessError; RemoteError where the child reports one; the reason of the signal */
  request<K extends keyof T['requests'] & string>(
    kind: K,
    body: T['requests'][K]['request'],
    options: RequestOptions,
  ): Promise<T['requests'][K]['reply']>;
  /** Sends what has no reply; false where there is no process that receives it. */
  notify(body: T['toChild']): boolean;
  /** What the process sent when it was ready. */
  ready(): Promise<T['ready']>;
  /** Starts it where it has ended, with no crash counted. */
  start(): void;
  /** Ends it cleanly and starts it again, with arguments computed again; nothing where it has ended. */
  restart(): void;
  /** The crashes in a row are counted from zero. */
  noteProgress(): void;
  /** Kills the process because it does not work any more although it runs, and starts it again. @param why a sentence */
  abandon(why: string): void;
  /** Process id, while there is one. */
  pid(): number | undefined;
  /** Ends it cleanly, for good; resolves when it is gone. Requests from now on fail. */
  close(): Promise<void>;
  /** Ends it at once, for good. */
  kill(): Promise<void>;
}

/** The time in ms that a program of ours, with all its modules, gets to start on a busy computer. */
export const CHILD_READY_WITHIN_MS = 120_000;

/** Opens a child process: what is never, or always, restarted is started here. */
export const openChildProcess = <T extends ProtocolTypes>(options: ChildProcessOptions<T>): ChildProcess<T> =>
  new Supervisor(options);

class Supervisor<T extends ProtocolTypes> implements ChildProcess<T> {
  readonly #options: ChildProcessOptions<T>;
  #running: RunningChild<T> | null = null;
  #startedAt = 0;
  #lastTurn: Promise<unknown> = Promise.resolve();
  #underWay = 0;
  #idle: NodeJS.Timeout | undefined;
  #pause: NodeJS.Timeout | undefined;
  #pauseMs = 0;
  #crashes = 0;
  #abandoned = 0;
  #startAgain = false;
  #closed = false;

  constructor(options: ChildProcessOptions<T>) {
    this.#options = options;
    if (options.restart.kind === 'always') this.#pauseMs = options.restart.firstPauseMs;
    if (options.restart.kind !== 'on-request') this.#launch();
  }

  request<K extends keyof T['requests'] & string>(
    kind: K,
    body: T['requests'][K]['request'],
    options: RequestOptions,
  ): Promise<T['requests'][K]['reply']> {
    if (!this.#options.oneAtATime) return this.#attempt(kind, body, options);
    const reply = this.#lastTurn.then(() => this.#attempt(kind, body, options));
    // The caller has the error; the next turn comes all the same.
    this.#lastTurn = reply.catch(() => {});
    return reply;
  }

  notify(body: T['toChild']): boolean {
    return this.#running?.notify(body) ?? false;
  }

  ready(): Promise<T['ready']> {
    return this.#running?.ready ?? Promise.reject(this.#notRunning());
  }

  start(): void {
    if (this.#closed) return;
    if (this.#running === null) {
      this.#crashes = 0;
      this.#abandoned = 0;
      clearTimeout(this.#pause);
      this.#launch();
    }
    // It is ending just now.
    else if (this.#running.pid() === undefined) this.#startAgain = true;
  }

  restart(): void {
    if (this.#running === null) return;
    this.#startAgain = true;
    void this.#running.stop();
  }

  noteProgress(): void {
    this.#crashes = 0;
    this.#abandoned = 0;
  }

  abandon(why: string): void {
    this.#running?.abandon(why);
  }

  pid(): number | undefined {
    return this.#running?.pid();
  }

  async close(): Promise<void> {
    this.#closeForGood();
    await this.#running?.stop();
  }

  async kill(): Promise<void> {
    this.#closeForGood();
    await this.#running?.kill();
  }

  #closeForGood(): void {
    this.#closed = true;
    clearTimeout(this.#idle);
    clearTimeout(this.#pause);
  }

  async #attempt<K extends keyof T['requests'] & string>(
    kind: K,
    body: T['requests'][K]['request'],
    options: RequestOptions,
  ): Promise<T['requests'][K]['reply']> {
    const { restart } = this.#options;
    const attempts = restart.kind === 'on-request' ? restart.attempts : 1;
    clearTimeout(this.#idle);
    this.#underWay += 1;
    try {
      for (let attempt = 1; ; attempt += 1) {
        const child = this.#forRequest();
        try {
          return await child.request(kind, body, options);
        } catch (error) {
          const again = attempt < attempts && !this.#closed && mayBeChance(error);
          if (!again) throw error;
          await child.kill();
        }
      }
    } finally {
      this.#underWay -= 1;
      this.#armIdleEnd();
    }
  }

  /** @throws ChildProcessError where there is none */
  #forRequest(): RunningChild<T> {
    if (this.#closed || this.#options.restart.kind !== 'on-request') {
      if (this.#running === null || this.#closed) throw this.#notRunning();
      return this.#running;
    }
    return this.#running?.pid() === undefined ? this.#launch() : this.#running;
  }

  #notRunning(): ChildProcessError {
    return this.#closed
      ? new ChildProcessError('closed', 'It is closed.')
      : new ChildProcessError('not-running', `${this.#options.name} is not running just now.`);
  }

  #armIdleEnd(): void {
    const { restart } = this.#options;
    if (restart.kind !== 'on-request' || this.#underWay > 0 || this.#closed) return;
    this.#idle = setTimeout(() => void this.#running?.stop(), restart.idleEndMs).unref();
  }

  #launch(): RunningChild<T> {
    const child = new RunningChild(this.#options);
    this.#running = child;
    this.#startedAt = performance.now();
    void child.gone.then((exit) => {
      // Where a request has already started the next one, this end changes nothing.
      if (this.#running === child) this.#onGone(exit);
    });
    return child;
  }

  #onGone(exit: ChildExit): void {
    const { restart, onEnd } = this.#options;
    this.#running = null;
    const startAgain = this.#startAgain;
    this.#startAgain = false;
    if (exit.failure === null && startAgain && !this.#closed) this.#launch();
    else if (exit.failure !== null || this.#closed || restart.kind !== 'always') onEnd?.(exit);
    else if (exit.abandoned !== null) this.#onAbandoned(exit, restart);
    else if (exit.code === 0 && restart.afterCleanExit === 'end') onEnd?.(exit);
    else this.#onCrash(exit, restart);
  }

  #onAbandoned(exit: ChildExit, policy: Extract<RestartPolicy, { kind: 'always' }>): void {
    this.#abandoned += 1;
    const pauseMs = ABANDONED_FIRST_PAUSE_MS * 2 ** (this.#abandoned - 1);
    this.#restart(
      exit,
      this.#abandoned < policy.giveUpAfterAbandoned ? Math.min(pauseMs, ABANDONED_LAST_PAUSE_MS) : null,
    );
  }

  #onCrash(exit: ChildExit, policy: Extract<RestartPolicy, { kind: 'always' }>): void {
    this.#crashes += 1;
    if (this.#crashes >= policy.giveUpAfter) {
      this.#restart(exit, null);
      return;
    }
    if (performance.now() - this.#startedAt > policy.healthyAfterMs) this.#pauseMs = policy.firstPauseMs;
    const restartInMs = this.#pauseMs;
    this.#pauseMs = Math.min(2 * restartInMs, policy.lastPauseMs);
    this.#restart(exit, restartInMs);
  }

  /** @param restartInMs null: not started again */
  #restart(exit: ChildExit, restartInMs: number | null): void {
    const { onCrash, onEnd } = this.#options;
    onCrash?.({ exit, crashesInARow: this.#crashes, restartInMs });
    if (restartInMs === null) onEnd?.(exit);
    if (this.#closed || restartInMs === null) return;
    if (restartInMs === 0) this.#launch();
    else this.#pause = setTimeout(() => this.#launch(), restartInMs);
  }
}

/** What hangs once hangs again, and what the child reports it reports again. */
const mayBeChance = (error: unknown): boolean =>
  error instanceof ChildProcessError && ['crashed', 'invalid-reply', 'not-sent'].includes(error.reason);
