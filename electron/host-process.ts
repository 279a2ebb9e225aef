import process from 'node:process';
import type { Reply } from '../src/api/call.ts';
import {
  type HostCaller,
  type HostPicture,
  type HostStart,
  type HostTypes,
  hostProtocol,
  type PictureRequest,
} from '../src/api/host-message.ts';
import { HOST_ENVIRONMENT, HOST_FLAGS } from '../src/api/host-runtime.ts';
import {
  CHILD_READY_WITHIN_MS,
  type ChildProcessOptions,
  type Crash,
  openChildProcess,
} from '../src/platform/process/child-process.ts';
import { describeExit, exitReason } from '../src/platform/process/child-process-error.ts';

export interface HostProcess {
  /** Never rejects: if the host is not running, the reply is `unavailable`. */
  answer(caller: HostCaller, request: unknown): Promise<Reply>;
  /** Null if there is no such picture, or no host; without a host, a thumbnail or a face is one that is not made yet. */
  picture(request: PictureRequest): Promise<HostPicture | null>;
  /** Process id while the host runs. */
  pid(): number | undefined;
  /** Stops it cleanly; resolves when it has ended. */
  close(): Promise<void>;
}

interface Options {
  /** Path of a Node 24, and of the host's main module. */
  readonly node: string;
  readonly host: string;
  readonly start: HostStart;
  /** A private folder for Node's compile cache. */
  readonly compiled: string;
  /** Called with crashes and protocol errors, as sentences. What the host writes to stderr is in the log already. */
  readonly log: (line: string) => void;
  /** In ms: a call that takes longer is noted in the log, and goes on. */
  readonly longCallMs?: number;
}

/** A call may copy a whole library to another disk: this only ends a host that hangs. */
const DEADLINE_MS = 24 * 60 * 60_000;

const HOST = {
  name: 'The host',
  logName: 'host',
  protocol: hostProtocol,
  execArgv: HOST_FLAGS,
  serialization: 'advanced',
  readyWithinMs: CHILD_READY_WITHIN_MS,
  stopWithinMs: 20_000,
  holdsParent: 'always',
  oneAtATime: false,
  restart: {
    kind: 'always',
    firstPauseMs: 100,
    lastPauseMs: 10_000,
    healthyAfterMs: 30_000,
    giveUpAfter: Number.POSITIVE_INFINITY,
    giveUpAfterAbandoned: Number.POSITIVE_INFINITY,
    afterCleanExit: 'restart',
  },
} as const satisfies Partial<ChildProcessOptions<HostTypes>>;

/** What the page asks for again by itself. */
const NOT_YET: HostPicture = { type: 'image/webp', bytes: new Uint8Array() };

/** Starts the host and restarts it whenever it ends. */
export function startHost({ node, host, start, compiled, log, longCallMs = 30_000 }: Options): HostProcess {
  const child = openChildProcess<HostTypes>({
    ...HOST,
    execPath: node,
    script: host,
    args: () => [JSON.stringify(start)],
    env: () => ({ ...process.env, ...HOST_ENVIRONMENT, NODE_COMPILE_CACHE: compiled, NODE_OPTIONS: '' }),
    onFault: log,
    onCrash: (crash) => log(describeCrash(crash)),
  });
  const request = { deadlineMs: DEADLINE_MS };
  /** Notes what is not answered for long: a host that stands still leaves no other trace. */
  const noted = <T>(what: string, reply: Promise<T>): Promise<T> => {
    const note = (): void => log(`The host has not answered for ${longCallMs / 1000} s: ${what}.`);
    const timer = setTimeout(note, longCallMs).unref();
    return reply.finally(() => clearTimeout(timer));
  };
  return {
    answer: (caller, call) =>
      noted(nameOf(call), child.request('call', { caller, request: call }, request)).catch(unavailable),
    picture: (picture) =>
      noted(picture.kind, child.request('picture', picture, request)).catch((error: unknown) => {
        log(`No ${picture.kind} of photo ${picture.photo}: ${messageOf(error)}`);
        return picture.kind === 'thumbnail' || picture.kind === 'face' ? NOT_YET : null;
      }),
    pid: () => child.pid(),
    close: () => child.close(),
  };
}

/** The name of a call that may be of any form. */
const nameOf = (call: unknown): string => {
  const name = typeof call === 'object' && call !== null && 'call' in call ? call.call : null;
  return typeof name === 'string' ? name : 'a call of no known form';
};

function describeCrash({ exit, restartInMs }: Crash): string {
  const isStarted = exit.code !== null || exit.signal !== null || exit.abandoned !== null;
  const how = isStarted
    ? `The host ended (${exitReason(exit)}).`
    : `The host could not be started: ${describeExit(exit)}.`;
  return `${how} It is started again in ${restartInMs} ms.`;
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** The cause is logged where the process ended. */
const unavailable = (error: unknown): Reply => ({
  ok: false,
  error: { kind: 'unavailable', detail: messageOf(error), reason: null },
});
