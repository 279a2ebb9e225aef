import { dispatch } from '../../src/api/dispatch.ts';
import { openAtRest } from '../support/open-at-rest.ts';
import { type ProcessMemory, processMemory } from '../support/process-memory.ts';

/** What test/bench/search.ts asks of this process: one call of the contract. */
export interface HostQuestion {
  readonly call: string;
  readonly input: unknown;
}

export interface HostReply {
  /** From the request to the checked output, milliseconds. */
  readonly ms: number;
  /** Of that, what this process computed, all its threads together: on a busy machine the truer one. */
  readonly cpu: number;
  readonly output: unknown;
  readonly memory: ProcessMemory;
}

const started = performance.now();
const library = await openAtRest(process.argv[2] ?? '');

process.on('message', async ({ call, input }: HostQuestion) => {
  const start = performance.now();
  const before = process.cpuUsage();
  const reply = await dispatch(library.handlers, 'window', { call, input });
  const ms = performance.now() - start;
  const { user, system } = process.cpuUsage(before);
  if (!reply.ok) throw new Error(`${call}: ${reply.error.detail}`);
  process.send?.({
    ms,
    cpu: (user + system) / 1000,
    output: reply.output,
    memory: processMemory(),
  } satisfies HostReply);
});
process.on('disconnect', () => void library.close());
process.send?.({
  ms: performance.now() - started,
  cpu: 0,
  output: null,
  memory: processMemory(),
} satisfies HostReply);
