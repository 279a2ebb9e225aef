import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startDeadline } from '../../../../src/platform/process/deadline.ts';
import {
  type WorkerFailure,
  WorkerPool,
  type WorkerPoolOptions,
} from '../../../../src/platform/process/worker-pool.ts';
import { ROOT } from '../../../support/paths.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const SERVE = JSON.stringify(
  pathToFileURL(path.join(ROOT, 'src', 'platform', 'process', 'serve-worker.ts')).href,
);
const SCRIPT = `
import { threadId, workerData } from 'node:worker_threads';
import { serveWorker } from ${SERVE};
const hoard = [];
const arrival = Promise.withResolvers();
serveWorker({
  open: (notify) => ({
    ready: { thread: threadId, data: workerData },
    handle: async ({ does, value, bytes }) => {
      if (does === 'hang') for (;;);
      if (does === 'exit') process.exit(0);
      if (does === 'hoard') for (;;) hoard.push(new Array(1e6).fill(value));
      if (does === 'fail') throw new Error('found');
      if (does === 'notify') notify('half');
      if (does === 'arrive') arrival.resolve();
      if (does === 'count') {
        Atomics.add(workerData, 0, 1);
        Atomics.notify(workerData, 0);
        // In one piece, as native code: no message is received meanwhile.
        Atomics.wait(workerData, 2, 0, value);
        Atomics.add(workerData, 1, 1);
      }
      if (does === 'wait for one behind') await arrival.promise;
      if (does === 'take turns') await new Promise((resolve) => setTimeout(resolve, value));
      const reply = { value: value ?? bytes.length, thread: threadId };
      return { reply, retire: does === 'retire', transfer: bytes ? [bytes.buffer] : [] };
    },
  }),
  encodeError: ({ message }) => ({ fault: message, retire: message !== 'found' }),
});`;

class Failure extends Error {
  readonly failure: WorkerFailure<string>;
  constructor(failure: WorkerFailure<string>) {
    super(failure.kind === 'crashed' ? failure.error.message : failure.kind);
    this.failure = failure;
  }
}

interface Task {
  readonly does: string;
  readonly value?: number;
  readonly bytes?: Uint8Array<ArrayBuffer>;
}
interface Done {
  readonly value: number;
  readonly thread: number;
}
type Ready = { readonly thread: number; readonly data: unknown };
type Pool = WorkerPool<Task, Task, Done, string, Ready, string>;

function pool(
  size: number,
  more: Partial<WorkerPoolOptions<Task, Task, string, string>> = {},
  script = SCRIPT,
): Pool {
  const file = path.join(tempFolder(), 'worker.mjs');
  writeFileSync(file, script);
  const made: Pool = new WorkerPool({
    script: pathToFileURL(file),
    size,
    requestsPerWorker: 1,
    handOver: (message) => ({ message, transfer: message.bytes ? [message.bytes.buffer] : [] }),
    toError: (failure) => new Failure(failure),
    endsThreads: 'at-once',
    onLoss: 'replace',
    holdsProcess: 'while-requested',
    ...more,
  });
  onTestFinished(() => made.close());
  return made;
}

/** A limit that a thread which works never reaches. */
const PATIENT_MS = 60_000;
const run = (workers: Pool, does: string, value = 0, deadlineMs = PATIENT_MS): Promise<Done> =>
  workers.run({ does, value }, { deadlineMs });
const failsAs = (kind: WorkerFailure<string>['kind']) => ({ failure: { kind } });

describe('a worker pool', () => {
  it('ends a request that hangs at its deadline, and serves those behind it', async () => {
    const workers = pool(1);
    const hanging = run(workers, 'hang', 0, 100);
    const behind = run(workers, 'echo', 7);
    await expect(hanging).rejects.toMatchObject({ failure: { kind: 'timed-out', limitMs: 100 } });
    expect(await behind).toMatchObject({ value: 7 });
  });

  it('does not count the time in the queue', async () => {
    const workers = pool(1);
    const hanging = run(workers, 'hang', 0, 2500);
    const behind = run(workers, 'echo', 7, 2000);
    await expect(hanging).rejects.toThrow();
    expect((await behind).value).toBe(7);
  });

  it('fails a request with what its handler reports, in a thread that goes on', async () => {
    const workers = pool(1);
    const { thread } = await run(workers, 'echo');
    await expect(run(workers, 'fail')).rejects.toMatchObject({
      failure: { kind: 'reported', fault: 'found' },
    });
    expect((await run(workers, 'echo')).thread).toBe(thread);
  });

  it('replaces a thread that ends, runs out of memory or retires', async () => {
    const workers = pool(1, { resourceLimits: { maxOldGenerationSizeMb: 64 } });
    await expect(run(workers, 'exit')).rejects.toMatchObject(failsAs('ended'));
    await expect(run(workers, 'hoard')).rejects.toMatchObject(failsAs('out-of-memory'));
    const { thread } = await run(workers, 'retire');
    expect((await run(workers, 'echo')).thread).not.toBe(thread);
  });

  it('fails each request where no thread can be started, and waits for a busy one where there is one', async () => {
    let starts = 0;
    /** Threads start as long as this can be copied. */
    const startable = (most: number) => ({
      get data(): string {
        starts += 1;
        if (starts > most) throw new Error('no more threads');
        return 'copied';
      },
    });
    const none = pool(2, { workerData: startable(0) });
    for (const value of [1, 2])
      await expect(run(none, 'echo', value)).rejects.toMatchObject(failsAs('not-started'));
    expect(starts).toBe(2);
    starts = 0;
    const one = pool(2, { workerData: startable(1) });
    const both = await Promise.all([run(one, 'take turns', 20), run(one, 'echo', 5)]);
    expect(both.map(({ value }) => value)).toEqual([20, 5]);
    expect(new Set(both.map(({ thread }) => thread)).size).toBe(1);
    expect(starts).toBeGreaterThan(1);
  });

  it('ends the request of an aborted signal, waiting or running', async () => {
    const workers = pool(1);
    const control = new AbortController();
    const both = [0, 1].map((value) =>
      workers.run({ does: 'hang', value }, { deadlineMs: PATIENT_MS, signal: control.signal }),
    );
    const behind = run(workers, 'echo', 3);
    control.abort(new Error('enough'));
    for (const result of await Promise.allSettled(both))
      expect(result).toMatchObject({ status: 'rejected', reason: { message: 'enough' } });
    expect((await behind).value).toBe(3);
  });

  it('works on several requests at once in a thread that can, and replies in their order', async () => {
    const workers = pool(
      1,
      { requestsPerWorker: 3 },
      SCRIPT.replace('serveWorker({', 'serveWorker({ concurrent: true,'),
    );
    const settled: number[] = [];
    const requests = ['wait for one behind', 'echo', 'arrive'].map((does, value) =>
      run(workers, does, value).then((done) => {
        settled.push(done.value);
        return done.thread;
      }),
    );
    expect(new Set(await Promise.all(requests)).size).toBe(1);
    expect(settled).toEqual([0, 1, 2]);
  });

  it('never has more threads than its size', async () => {
    const workers = pool(2);
    const threads = await Promise.all(Array.from({ length: 20 }, (_, i) => run(workers, 'echo', i)));
    expect(threads.map(({ value }) => value)).toEqual(Array.from({ length: 20 }, (_, i) => i));
    expect(new Set(threads.map(({ thread }) => thread)).size).toBeLessThanOrEqual(2);
  });

  it('has no more threads than there may be just now, and more once there may be more', async () => {
    let now = 1;
    const workers = pool(3, { sizeNow: () => now });
    expect(await workers.open(PATIENT_MS)).toHaveLength(1);
    const first = await Promise.all([1, 2, 3, 4].map((value) => run(workers, 'take turns', value)));
    expect(new Set(first.map(({ thread }) => thread)).size).toBe(1);
    now = 3;
    // Each holds its thread until the next one is started.
    const later = await Promise.all([1, 2, 3].map(() => run(workers, 'take turns', 50)));
    expect(new Set(later.map(({ thread }) => thread)).size).toBe(3);
  });

  it('reports a script that cannot start as a crash', async () => {
    const broken = pool(1, {}, 'import "./not-there.mjs";');
    await expect(run(broken, 'echo')).rejects.toThrow(/not-there/);
  });

  it('hands bytes over and does not copy them', async () => {
    const bytes = new Uint8Array(1000);
    expect((await pool(1).run({ does: 'echo', bytes }, { deadlineMs: PATIENT_MS })).value).toBe(1000);
    expect(bytes).toHaveLength(0);
  });

  it('fails a request that cannot be handed over, alone', async () => {
    const workers = pool(1, {
      handOver: (message) => {
        if (message.does === 'refuse') throw new RangeError('too large');
        return { message, transfer: [] };
      },
    });
    await expect(run(workers, 'refuse')).rejects.toThrow('too large');
    expect((await run(workers, 'echo', 4)).value).toBe(4);
  });

  it('passes notifications on before the reply', async () => {
    const heard: string[] = [];
    await run(pool(1, { onNotification: (text) => heard.push(text) }), 'notify');
    expect(heard).toEqual(['half']);
  });

  it('can be used again after it was closed', async () => {
    const workers = pool(1);
    const ended = expect(run(workers, 'hang')).rejects.toMatchObject(failsAs('closed'));
    await workers.close();
    await ended;
    expect((await run(workers, 'echo', 4)).value).toBe(4);
  });

  it.each([
    { endsThreads: 'when-done', begun: 2, done: 2 },
    { endsThreads: 'at-once', begun: 1, done: 0 },
  ] as const)(
    'closed with a request in progress ends its thread: $endsThreads',
    async ({ endsThreads, begun, done }) => {
      const counts = new Int32Array(new SharedArrayBuffer(12));
      const workers = pool(1, { endsThreads, requestsPerWorker: 2, workerData: counts });
      const both = Promise.allSettled([run(workers, 'count', 1000), run(workers, 'count', 1000)]);
      await Atomics.waitAsync(counts, 0, 0).value;
      await workers.close();
      expect([...counts]).toEqual([begun, done, 0]);
      for (const one of await both) expect(one).toMatchObject({ reason: failsAs('closed') });
    },
  );

  it('gives the requests behind one that hangs in the same thread to another thread', async () => {
    const workers = pool(1, { requestsPerWorker: 3 });
    const hanging = run(workers, 'hang', 0, 500);
    const behind = Promise.all([run(workers, 'echo', 1), run(workers, 'echo', 2), run(workers, 'echo', 3)]);
    await expect(hanging).rejects.toMatchObject(failsAs('timed-out'));
    expect((await behind).map(({ value }) => value)).toEqual([1, 2, 3]);
  });
});

describe('a worker pool that ends with its first lost thread', () => {
  const fixed = (size: number, script?: string): Pool =>
    pool(
      size,
      { onLoss: 'end-all', requestsPerWorker: 2, holdsProcess: 'always', workerData: 'start' },
      script,
    );

  it('starts all threads at once, and each sends what it is', async () => {
    const ready = await fixed(3).open(PATIENT_MS);
    expect(new Set(ready.map(({ thread }) => thread)).size).toBe(3);
    expect(ready.map(({ data }) => data)).toEqual(['start', 'start', 'start']);
  });

  it('cannot be opened where a thread cannot start, or is late', async () => {
    await expect(fixed(2, 'import "./not-there.mjs";').open(PATIENT_MS)).rejects.toThrow(/not-there/);
    await expect(fixed(2, 'setInterval(() => {}, 1000);').open(200)).rejects.toMatchObject(
      failsAs('timed-out'),
    );
  });

  it('shares requests evenly, replies in their order, and gives each its own reply', async () => {
    const workers = fixed(2);
    await workers.open(PATIENT_MS);
    const first = await Promise.all([80, 60, 40, 20].map((ms) => run(workers, 'take turns', ms)));
    expect(first.map(({ value }) => value)).toEqual([80, 60, 40, 20]);
    const [a, b, c, d] = first.map(({ thread }) => thread);
    expect(a).not.toBe(b);
    expect([c, d]).toEqual(expect.arrayContaining([a, b]));
  });

  it('fails all requests, and those that come later, with the first reason', async () => {
    const workers = fixed(2);
    await workers.open(PATIENT_MS);
    const all = ['exit', 'take turns', 'echo', 'echo', 'echo'].map((does) => run(workers, does, 5000));
    for (const one of await Promise.allSettled(all)) expect(one).toMatchObject({ reason: failsAs('ended') });
    await expect(run(workers, 'echo')).rejects.toMatchObject(failsAs('ended'));
    await workers.close();
    await expect(run(workers, 'echo')).rejects.toMatchObject(failsAs('ended'));
  });
});

it('a deadline does not count the time for which this process could not run', async () => {
  let late = false;
  startDeadline(
    300,
    () => {
      late = true;
    },
    100,
  );
  // As a computer that sleeps: nothing runs here meanwhile.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1000);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(late).toBe(false);
  await expect.poll(() => late, { timeout: 10_000 }).toBe(true);
});
