import { type ChildProcess, type SerializationType, spawn } from 'node:child_process';
import type { Socket } from 'node:net';
import process from 'node:process';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { forwardLog } from '../log/forward-log.ts';
import type { LogProcess } from '../log/log-record.ts';
import { type ChildExit, ChildProcessError, describeExit, RemoteError } from './child-process-error.ts';
import { type Deadline, startDeadline } from './deadline.ts';
import { describeChannel } from './describe-channel.ts';
import { describeThreads } from './describe-threads.ts';
import { joinSplitLengths } from './join-split-lengths.ts';
import { programFile } from './program-file.ts';
import {
  type FromChild,
  fromChildSchema,
  type Protocol,
  type ProtocolTypes,
  type ToChild,
} from './protocol.ts';

/** What a child process runs, and how. */
export interface ChildProgram<T extends ProtocolTypes> {
  /** The subject of a sentence: "The text network". */
  readonly name: string;
  /** Name of the process in the log. */
  readonly logName: LogProcess;
  readonly protocol: Protocol<T>;
  /** The module that it runs, which calls serveRequests. */
  readonly script: URL | string;
  /** Computed at each start. */
  readonly args: () => readonly string[];
  /** The Node that runs it; this process's own where absent. */
  readonly execPath?: string;
  readonly execArgv?: readonly string[];
  /** Computed at each start; this process's own where absent. */
  readonly env?: () => NodeJS.ProcessEnv;
  /** `advanced` where bytes cross (structured clone); `json` where absent. */
  readonly serialization?: SerializationType;
  /** File descriptors of this process that it gets as 4, 5 and so on. */
  readonly inherits?: readonly number[];
  /** From its start to its readiness; then it is killed. */
  readonly readyWithinMs: number;
  /** From the message to stop to its end; then it is killed. 0: killed at once, because it holds nothing to lose. */
  readonly stopWithinMs: number;
  /** Whether this process stays alive because of the child: always, or only while a request is under way. */
  readonly holdsParent: 'always' | 'while-requested';
  /** Called with every line of its stderr that is not a log record. */
  readonly onLine?: (line: string) => void;
  /** Called with errors of the process and of the protocol, as sentences; `onLine` where absent. */
  readonly onFault?: (sentence: string) => void;
  readonly onNotification?: (body: T['fromChild']) => void;
  readonly onStart?: (pid: number) => void;
}

export interface RequestOptions {
  /** Time for the reply, from when the request is sent; a start of the process is included. Then it is killed. */
  readonly deadlineMs: number;
  /** Rejects with its reason, and cancels the request in the child. */
  readonly signal?: AbortSignal;
}

interface Pending {
  onReply(body: unknown): void;
  reject(error: unknown): void;
}

/** stderr may be held open by a process that the child started. */
const CLOSED_WITHIN_MS = 1000;
/** Of a sleep of the computer, one slice of the time for a sign of life counts at most. */
const SIGN_SLICES = 6;
/** In ms, from the message to stop until the child confirms it: one that was stopped itself never does. */
const STOPPING_WITHIN_MS = 10_000;
/** A process that hangs inside a system call cannot be killed: it is left behind. */
const KILLED_WITHIN_MS = 5000;
const STDERR_TAIL_CHARACTERS = 2000;

/** One life of a child process, from its start to its end. */
export class RunningChild<T extends ProtocolTypes> {
  /** Rejects with a ChildProcessError or RemoteError when it ends before. */
  readonly ready: Promise<T['ready']>;
  readonly gone: Promise<ChildExit>;
  readonly #program: ChildProgram<T>;
  readonly #child: ChildProcess;
  #stderrTail = '';
  readonly #ready = Promise.withResolvers<T['ready']>();
  readonly #gone = Promise.withResolvers<ChildExit>();
  readonly #readyTimer: NodeJS.Timeout;
  readonly #pending = new Map<number, Pending>();
  #lastId = 0;
  #ended = false;
  #failure: RemoteError | null = null;
  #abandoned: string | null = null;
  #done = false;
  /** Until the next sign of life, once there was one. */
  #signOfLife: Deadline | null = null;
  /** Until the child confirms that it stops. */
  #stopping: Deadline | null = null;
  #end: Error | null = null;

  constructor(program: ChildProgram<T>) {
    this.#program = program;
    this.ready = this.#ready.promise;
    this.gone = this.#gone.promise;
    // Requests and `gone` carry the same error; nobody has to wait for readiness.
    this.ready.catch(() => {});
    const { script, args, execPath = process.execPath, execArgv = [], inherits = [], env } = program;
    const file = script instanceof URL ? fileURLToPath(programFile(script)) : script;
    this.#child = spawn(execPath, ['--disable-warning=ExperimentalWarning', ...execArgv, file, ...args()], {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc', ...inherits],
      serialization: program.serialization ?? 'json',
      windowsHide: true,
      ...(env && { env: env() }),
    });
    if (program.serialization === 'advanced') joinSplitLengths(this.#child);
    // Its log records go into the log of this process; plain lines are kept for the error of a crash.
    forwardLog(this.#child, program.logName, (text) => {
      this.#stderrTail = (this.#stderrTail + text).slice(-STDERR_TAIL_CHARACTERS);
      for (const line of text.trimEnd().split(/\r?\n/)) program.onLine?.(line);
    });
    this.#listen();
    const { readyWithinMs } = program;
    this.#readyTimer = setTimeout(() => this.#timeOut(readyWithinMs), readyWithinMs).unref();
    if (this.#child.pid !== undefined) program.onStart?.(this.#child.pid);
    this.#holdParent();
  }

  /** Undefined when it has ended, or is being killed. */
  pid(): number | undefined {
    return this.#end === null && !this.#ended ? this.#child.pid : undefined;
  }

  /** @throws ChildProcessError, RemoteError, or the reason of the signal */
  request<K extends keyof T['requests'] & string>(
    kind: K,
    body: T['requests'][K]['request'],
    { deadlineMs, signal }: RequestOptions,
  ): Promise<T['requests'][K]['reply']> {
    if (this.#end !== null) return Promise.reject(this.#end);
    if (signal?.aborted) return Promise.reject(signal.reason);
    this.#lastId += 1;
    const id = this.#lastId;
    const { promise, resolve, reject } = Promise.withResolvers<T['requests'][K]['reply']>();
    const late = startDeadline(deadlineMs, () => this.#timeOut(deadlineMs));
    const settle = (settled: () => void): void => {
      late.clear();
      signal?.removeEventListener('abort', onAbort);
      this.#pending.delete(id);
      this.#holdParent();
      settled();
    };
    const onAbort = (): void => {
      this.#send({ type: 'cancel', id });
      settle(() => reject(signal?.reason));
    };
    signal?.addEventListener('abort', onAbort, { once: true });
    this.#pending.set(id, {
      reject: (error) => settle(() => reject(error)),
      onReply: (reply) => {
        const parsed = this.#program.protocol.requests[kind].reply.safeParse(reply);
        settle(() => (parsed.success ? resolve(parsed.data) : reject(invalidReply(parsed.error))));
      },
    });
    this.#holdParent();
    this.#send({ type: 'request', id, kind, body }, (error) => this.#pending.get(id)?.reject(notSent(error)));
    return promise;
  }

  /** False where it cannot receive anything. */
  notify(body: T['toChild']): boolean {
    return this.#send({ type: 'notification', body });
  }

  /** Ends it cleanly, or kills it after the limit of its program; resolves when it is gone. */
  async stop(): Promise<void> {
    const { name, stopWithinMs } = this.#program;
    if (stopWithinMs === 0) return this.kill();
    if (this.#ended) return void (await this.gone);
    this.#send({ type: 'stop' });
    const kill = (ms: number): void => {
      this.#log(`${name} did not stop within ${ms / 1000} seconds and was killed.`);
      void this.kill();
    };
    const late = startDeadline(stopWithinMs, () => kill(stopWithinMs));
    if (this.#program.protocol.silentAfterMs !== undefined)
      this.#stopping ??= startDeadline(STOPPING_WITHIN_MS, () => kill(STOPPING_WITHIN_MS));
    await this.gone;
    late.clear();
  }

  /** Kills it because it does not work any more although it runs. @param why a sentence */
  abandon(why: string): void {
    if (this.#ended || this.#end !== null) return;
    this.#abandoned = why;
    const threads = describeThreads(this.#child.pid ?? 0);
    const channel = describeChannel(this.#child);
    const details = [
      ...(threads === null ? [] : [`Its threads: ${threads}.`]),
      ...(channel === null ? [] : [`Its channel: ${channel}.`]),
    ];
    this.#log([`${this.#program.name} was killed: ${why}`, ...details].join(' '));
    this.#endWith(new ChildProcessError('timed-out', why));
    void this.kill();
  }

  /** Kills it; resolves when it is gone, or cannot be killed. */
  async kill(): Promise<void> {
    this.#endWith(new ChildProcessError('closed', `${this.#program.name} was closed.`));
    await Promise.race([this.gone, delay(KILLED_WITHIN_MS, undefined, { ref: false })]);
    if (this.#ended) return;
    this.#log(`${this.#program.name} cannot be killed and was left behind.`);
    this.#hold(false);
    this.#signOfLife?.clear();
    this.#stopping?.clear();
    // Whoever waits for its end goes on.
    this.#gone.resolve(this.#exit(null, null));
  }

  #listen(): void {
    const child = this.#child;
    child.on('message', (message) => {
      const parsed = fromChildSchema.safeParse(message);
      if (parsed.success) this.#receive(parsed.data);
      else this.#log(`${this.#program.name} sent an unknown message: ${parsed.error.message}`);
    });
    child.on('error', (error) => {
      this.#log(`${this.#program.name}: ${error.message}`);
      if (child.pid === undefined)
        this.#finish({ ...this.#exit(null, null), stderrTail: `Error: ${error.message}` });
    });
    child.on('exit', (code, signal) => {
      this.#ended = true;
      const finish = (): void => {
        clearTimeout(late);
        this.#finish(this.#exit(code, signal));
      };
      const late = setTimeout(finish, CLOSED_WITHIN_MS);
      child.once('close', finish);
    });
  }

  #receive(message: FromChild): void {
    if (message.type === 'reply') this.#pending.get(message.id)?.onReply(message.body);
    else if (message.type === 'error') this.#pending.get(message.id)?.reject(new RemoteError(message.error));
    else if (message.type === 'failed') this.#fail(new RemoteError(message.error));
    else if (message.type === 'beat') this.#expectSign(message.withinMs);
    else if (message.type === 'stopping') this.#stopping?.clear();
    else if (message.type === 'done') this.#finishSoon();
    else {
      const { ready, fromChild } = this.#program.protocol;
      const parsed = (message.type === 'ready' ? ready : fromChild).safeParse(message.body);
      if (!parsed.success)
        this.#log(`${this.#program.name} sent an unknown ${message.type}: ${parsed.error.message}`);
      else if (message.type === 'notification') this.#program.onNotification?.(parsed.data);
      else {
        clearTimeout(this.#readyTimer);
        this.#ready.resolve(parsed.data);
      }
    }
  }

  /**
   * @param onUnsendable called where it cannot be serialized. Where the channel is gone the process has ended, and a
   * request fails with its end: why it ended comes after the channel's own end.
   * @returns whether there is a channel
   */
  #send(message: ToChild, onUnsendable: (error: Error) => void = () => {}): boolean {
    if (!this.#child.connected) return false;
    try {
      this.#child.send(message, () => {});
      return true;
    } catch (error) {
      onUnsendable(error instanceof Error ? error : new Error(String(error)));
      return false;
    }
  }

  #timeOut(limitMs: number): void {
    this.#endWith(
      new ChildProcessError('timed-out', `No reply within ${limitMs / 1000} seconds.`, { limitMs }),
    );
  }

  #expectSign(withinMs: number): void {
    this.#signOfLife?.clear();
    if (this.#ended || this.#done) return;
    const onLate = (): void => this.abandon(`No sign of life for ${withinMs / 1000} seconds.`);
    this.#signOfLife = startDeadline(withinMs, onLate, withinMs / SIGN_SLICES);
  }

  /** A thread that waits for a drive keeps a process from its end. */
  #finishSoon(): void {
    this.#done = true;
    this.#signOfLife?.clear();
    this.#stopping?.clear();
    this.#killSoon();
  }

  /** It ends by itself, after what it still writes. */
  #fail(error: RemoteError): void {
    this.#failure = error;
    this.#reject(error);
    this.#killSoon();
  }

  #killSoon(): void {
    const late = setTimeout(() => this.#child.kill('SIGKILL'), KILLED_WITHIN_MS).unref();
    void this.gone.then(() => clearTimeout(late));
  }

  #endWith(error: Error): void {
    if (!this.#ended) {
      this.#hold(true);
      this.#child.kill('SIGKILL');
    }
    this.#reject(error);
  }

  /** The first error counts: all that is under way fails with it. */
  #reject(error: Error): void {
    this.#end ??= error;
    clearTimeout(this.#readyTimer);
    this.#ready.reject(this.#end);
    for (const { reject } of [...this.#pending.values()]) reject(this.#end);
  }

  #exit(code: number | null, signal: NodeJS.Signals | null): ChildExit {
    return {
      ...(this.#done ? { code: 0, signal: null } : { code, signal }),
      stderrTail: this.#stderrTail,
      failure: this.#failure,
      abandoned: this.#abandoned,
    };
  }

  #finish(exit: ChildExit): void {
    this.#ended = true;
    this.#signOfLife?.clear();
    this.#stopping?.clear();
    this.#reject(exit.failure ?? new ChildProcessError('crashed', describeExit(exit), { exit }));
    this.#gone.resolve(exit);
  }

  #holdParent(): void {
    if (this.#end === null && this.#program.holdsParent === 'while-requested')
      this.#hold(this.#pending.size > 0);
  }

  #hold(hold: boolean): void {
    const { channel, stderr } = this.#child;
    for (const handle of [this.#child, channel, stderr as Socket | null])
      hold ? handle?.ref() : handle?.unref();
  }

  readonly #log = (sentence: string): void => {
    const { onLine, onFault = onLine } = this.#program;
    onFault?.(sentence);
  };
}

const invalidReply = (cause: Error): ChildProcessError =>
  new ChildProcessError('invalid-reply', `The reply is not valid: ${cause.message}`, { cause });

const notSent = (cause: Error): ChildProcessError =>
  new ChildProcessError('not-sent', `The request could not be sent: ${cause.message}`, { cause });
