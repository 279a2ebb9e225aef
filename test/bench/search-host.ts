import { readFileSync } from 'node:fs';
import { answer } from '../../src/api/answer.ts';
import { openLibrary } from '../../src/library/open-library.ts';
import { MODELS } from '../support/paths.ts';

/** What test/bench/search.ts asks of this process: one call of the contract. */
export interface HostQuestion {
  readonly call: string;
  readonly input: unknown;
}

export interface HostAnswer {
  /** From the request to the checked output, milliseconds. */
  readonly ms: number;
  readonly output: unknown;
  readonly memory: HostMemory;
}

/** Bytes. */
export interface HostMemory {
  readonly now: number;
  /** The largest so far; 0 where the system does not tell. */
  readonly peak: number;
}

const started = performance.now();
const library = await openLibrary({
  path: process.argv[2] ?? '',
  models: MODELS,
  samples: null,
  indexing: false,
  log: console.error,
});

function memory(): HostMemory {
  let peak = 0;
  try {
    peak = Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? 0) * 1024;
  } catch {
    // a system without /proc
  }
  return { now: process.memoryUsage.rss(), peak };
}

process.on('message', async ({ call, input }: HostQuestion) => {
  const start = performance.now();
  const reply = await answer(library.handlers, 'window', { call, input });
  const ms = performance.now() - start;
  if (!reply.ok) throw new Error(`${call}: ${reply.error.detail}`);
  process.send?.({ ms, output: reply.output, memory: memory() } satisfies HostAnswer);
});
process.on('disconnect', () => void library.close());
process.send?.({ ms: performance.now() - started, output: null, memory: memory() } satisfies HostAnswer);
