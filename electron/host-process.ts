import { type ChildProcess, spawn } from 'node:child_process';
import process from 'node:process';
import type { Caller, Reply } from '../src/api/call.ts';
import {
  type FromHost,
  fromHostSchema,
  type HostStart,
  type PictureRequest,
  type ToHost,
} from '../src/api/host-message.ts';
import { HOST_ENVIRONMENT, HOST_FLAGS } from '../src/api/host-runtime.ts';
import { forwardLog } from '../src/platform/log/forward-log.ts';

/** A picture; of an original, a part of it. */
export type HostPicture = Omit<Extract<FromHost, { readonly bytes: Uint8Array }>, 'id'>;

export interface HostProcess {
  /** Never rejects: a host that is not there just now is the reply `unavailable`. */
  answer(caller: Exclude<Caller, 'browser'>, request: unknown): Promise<Reply>;
  /** Null where there is no such picture, or no host. */
  picture(request: PictureRequest): Promise<HostPicture | null>;
  /** Process id, while there is one. */
  pid(): number | undefined;
  /** Ends it cleanly; resolves when it is gone. */
  close(): Promise<void>;
}

interface Options {
  /** Path of a Node 24, and of the host's first file. */
  readonly node: string;
  readonly host: string;
  readonly start: HostStart;
  /** A private folder, in which Node keeps what it made of the program's files. */
  readonly compiled: string;
  /** Gets what happens to the process, in sentences. */
  readonly log: (line: string) => void;
}

/** Milliseconds: the pause before a host that died is started again doubles up to the last. */
const FIRST_PAUSE = 100;
const LAST_PAUSE = 10_000;
/** A host that lived this long did not die of how it was started. */
const HEALTHY_AFTER = 30_000;
const END_WITHIN = 20_000;

const unavailable = (detail: string): Reply => ({ ok: false, error: { kind: 'unavailable', detail } });

/** Starts the host, and starts it again whenever it dies. */
export function startHost({ node, host, start, compiled, log }: Options): HostProcess {
  const waiting = new Map<number, (answer: FromHost) => void>();
  let lastId = 0;
  let child: ChildProcess | null = null;
  let closing = false;
  let pause = FIRST_PAUSE;

  const launch = (): void => {
    if (closing) return;
    const startedAt = performance.now();
    let ended = false;
    const started = spawn(
      node,
      ['--disable-warning=ExperimentalWarning', ...HOST_FLAGS, host, JSON.stringify(start)],
      {
        stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
        serialization: 'advanced',
        windowsHide: true,
        env: { ...process.env, ...HOST_ENVIRONMENT, NODE_COMPILE_CACHE: compiled, NODE_OPTIONS: '' },
      },
    );
    child = started;
    forwardLog(started, 'host');
    started.on('message', (message) => {
      const parsed = fromHostSchema.safeParse(message);
      if (!parsed.success) return log(`The host sent something unknown: ${parsed.error.message}`);
      waiting.get(parsed.data.id)?.(parsed.data);
    });
    const onEnd = (how: string): void => {
      if (ended) return;
      ended = true;
      child = null;
      for (const [id, resolve] of waiting) resolve({ id, reply: unavailable(how) });
      if (closing) return;
      if (performance.now() - startedAt > HEALTHY_AFTER) pause = FIRST_PAUSE;
      log(`${how} It is started again in ${pause} ms.`);
      setTimeout(launch, pause);
      pause = Math.min(pause * 2, LAST_PAUSE);
    };
    started.on('error', (error) => {
      if (started.pid === undefined) onEnd(`The host could not be started: ${error.message}.`);
      else log(error.message);
    });
    started.on('exit', (code, signal) => onEnd(`The host ended (${signal ?? `exit code ${code}`}).`));
  };
  launch();

  const ask = (question: (id: number) => ToHost): Promise<FromHost> =>
    new Promise((resolve) => {
      lastId += 1;
      const id = lastId;
      const fail = (detail: string): void => settle({ id, reply: unavailable(detail) });
      const settle = (answer: FromHost): void => {
        waiting.delete(id);
        resolve(answer);
      };
      if (child === null || !child.connected) return fail('The host is being started again.');
      waiting.set(id, settle);
      try {
        child.send(question(id), (error) => {
          if (error !== null) fail(error.message);
        });
      } catch (error) {
        fail(String(error));
      }
    });

  return {
    async answer(caller, request) {
      const answered = await ask((id) => ({ id, caller, request }));
      return 'reply' in answered ? answered.reply : unavailable('The host answered with something else.');
    },
    async picture(picture) {
      const answered = await ask((id) => ({ id, picture }));
      if (!('bytes' in answered)) return null;
      const { id: _, ...found } = answered;
      return found;
    },
    pid: () => child?.pid,
    async close() {
      closing = true;
      const ending = child;
      if (ending === null || ending.exitCode !== null || ending.pid === undefined) return;
      const gone = new Promise((resolve) => ending.once('exit', resolve));
      if (ending.connected) ending.disconnect();
      const late = setTimeout(() => ending.kill('SIGKILL'), END_WITHIN);
      await gone;
      clearTimeout(late);
    },
  };
}
