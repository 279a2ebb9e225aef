/** An RPC server with every fault, for tests: argv says what it does at its start. */
import { appendFileSync, existsSync, writeFileSync, writeSync } from 'node:fs';
import process from 'node:process';
import * as z from 'zod';
import { BeachcombError } from '../../../../src/domain/error.ts';
import type { Protocol } from '../../../../src/platform/process/protocol.ts';
import { serveRequests } from '../../../../src/platform/process/serve-requests.ts';
import { duringLongStep } from '../../../../src/platform/process/sign-of-life.ts';

export type FaultyTypes = {
  requests: {
    echo: { request: string; reply: string };
    /** Process id. */
    pid: { request: null; reply: number };
    crash: { request: null; reply: null };
    /** Crashes unless the file is there, which it then is. */
    crashOnce: { request: string; reply: number };
    hang: { request: null; reply: null };
    /** Never replies, and notifies when it is cancelled. */
    wait: { request: string; reply: null };
    fail: { request: { known: boolean }; reply: null };
    nonsense: { request: null; reply: number };
  };
  ready: { started: string };
  toChild: string;
  fromChild: { heard: string };
};

export const faultyProtocol: Protocol<FaultyTypes> = {
  requests: {
    echo: { request: z.string(), reply: z.string() },
    pid: { request: z.null(), reply: z.int() },
    crash: { request: z.null(), reply: z.null() },
    crashOnce: { request: z.string(), reply: z.int() },
    hang: { request: z.null(), reply: z.null() },
    wait: { request: z.string(), reply: z.null() },
    fail: { request: z.strictObject({ known: z.boolean() }), reply: z.null() },
    nonsense: { request: z.null(), reply: z.number() },
  },
  ready: z.strictObject({ started: z.string() }),
  toChild: z.string(),
  fromChild: z.strictObject({ heard: z.string() }),
};

/** The same with signs of life. */
export const livingProtocol: Protocol<FaultyTypes> = { ...faultyProtocol, silentAfterMs: 1200 };

const crash = (): never => {
  process.kill(process.pid, 'SIGKILL');
  for (;;);
};

function hang(): never {
  for (;;);
}

function block(ms: number): void {
  for (const start = performance.now(); performance.now() - start < ms; );
}

const LONG_MS = 600_000;
/** As in a crash, but slowly: the channel is gone, and the process ends when the file is there. */
function loseChannel(file: string): void {
  process.removeAllListeners('disconnect');
  process.disconnect();
  setImmediate(() => {
    while (!existsSync(file));
    crash();
  });
}

/** The first six bytes of a message of 4,096. */
function sendPart(): void {
  const { fd } = process.channel as unknown as { readonly fd: number };
  writeSync(fd, Buffer.from([0, 0, 0x10, 0, 0, 0]));
}

/** Longer than a child may be silent. */
const LONG_STEP_MS = 3000;

function main([fault = 'none', starts]: readonly string[]): void {
  if (starts !== undefined) appendFileSync(starts, 'x');
  if (fault === 'throws at once') throw new TypeError('no such library');
  const server = serveRequests<FaultyTypes>({
    protocol: fault === 'lives' || fault === 'stops cleanly' ? livingProtocol : faultyProtocol,
    concurrent: fault === 'concurrent',
    ...((fault === 'stops cleanly' || fault === 'never stops') && {
      stop: { withinMs: LONG_MS, onStop: () => (fault === 'never stops' ? hang() : undefined) },
    }),
    onNotification: (body) => {
      if (body === 'exit') process.exit(0);
      if (body === 'loop') hang();
      if (body === 'lose the channel') loseChannel(`${starts}.end`);
      if (body === 'half a message') sendPart();
      if (body === 'long step') duringLongStep(() => block(LONG_STEP_MS));
      void server.notify({ heard: body });
    },
    open: async () => {
      if (fault === 'cannot open') throw new BeachcombError('library-busy', 'It is open elsewhere.');
      if (fault === 'is never ready') await new Promise((resolve) => setTimeout(resolve, LONG_MS));
      return {
        ready: { started: fault },
        handlers: {
          echo: (text) => {
            process.stderr.write(text);
            return text;
          },
          pid: () => process.pid,
          crash,
          crashOnce: (file) => {
            if (existsSync(file)) return process.pid;
            writeFileSync(file, '');
            return crash();
          },
          hang,
          wait: (text, { signal, notify }) =>
            new Promise((_, reject) => {
              const alive = setTimeout(() => {}, LONG_MS);
              signal.addEventListener('abort', () => {
                clearTimeout(alive);
                void notify({ heard: `cancelled ${text}` }).then(() => reject(signal.reason));
              });
              void notify({ heard: text });
            }),
          fail: ({ known }) => {
            throw known ? new BeachcombError('not-found', 'Not there.') : new RangeError('too far');
          },
          nonsense: () => Number.NaN,
        },
      };
    },
  });
}

// The test reads the protocol of this module, too.
if (process.send !== undefined && process.argv[1] === import.meta.filename) main(process.argv.slice(2));
