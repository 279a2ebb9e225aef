import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { WorkerPool } from '../../../../src/vision/decode/worker-pool.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const SCRIPT = `
import { parentPort, threadId } from 'node:worker_threads';
const hoard = [];
parentPort.on('message', ({ does, value }) => {
  if (does === 'hang') for (;;);
  if (does === 'exit') process.exit(0);
  if (does === 'hoard') for (;;) hoard.push(new Array(1e6).fill(value));
  if (does === 'find') parentPort.postMessage({ problem: { kind: 'damaged', detail: 'found' }, tired: false });
  else parentPort.postMessage({ value: { value, thread: threadId }, tired: does === 'tire' });
});`;

function pool(size: number, script = SCRIPT): WorkerPool {
  const file = path.join(tempFolder(), 'worker.mjs');
  writeFileSync(file, script);
  const made = new WorkerPool(pathToFileURL(file), size);
  onTestFinished(() => made.close());
  return made;
}
const never = new AbortController().signal;
const run = (
  workers: WorkerPool,
  does: string,
  value = 0,
  timeLimit = 5000,
): Promise<{ value: number; thread: number }> => workers.run({ does, value }, [], timeLimit, never);

it('a task that hangs is ended at its limit, and those behind it are done', async () => {
  const workers = pool(1);
  const hanging = run(workers, 'hang', 0, 100);
  const behind = run(workers, 'echo', 7);
  await expect(hanging).rejects.toMatchObject({ problem: { kind: 'too-slow' } });
  expect(await behind).toMatchObject({ value: 7 });
});

it('the time in the queue does not count', async () => {
  const workers = pool(1);
  const hanging = run(workers, 'hang', 0, 2500);
  const behind = run(workers, 'echo', 7, 2000);
  await expect(hanging).rejects.toThrow();
  expect((await behind).value).toBe(7);
});

it('what the worker finds is a problem, and it goes on', async () => {
  const workers = pool(1);
  const { thread } = await run(workers, 'echo');
  await expect(run(workers, 'find')).rejects.toMatchObject({ problem: { kind: 'damaged', detail: 'found' } });
  expect((await run(workers, 'echo')).thread).toBe(thread);
});

it('a thread that ends, runs out of memory or is tired is replaced', async () => {
  const workers = pool(1);
  await expect(run(workers, 'exit')).rejects.toMatchObject({ problem: { kind: 'damaged' } });
  const { thread } = await run(workers, 'tire');
  expect((await run(workers, 'echo')).thread).not.toBe(thread);
});

it('aborting ends the task, waiting or running', async () => {
  const workers = pool(1);
  const control = new AbortController();
  const both = [0, 1].map((value) => workers.run({ does: 'hang', value }, [], 5000, control.signal));
  const behind = run(workers, 'echo', 3);
  control.abort(new Error('enough'));
  for (const result of await Promise.allSettled(both))
    expect(result).toMatchObject({ status: 'rejected', reason: { message: 'enough' } });
  expect((await behind).value).toBe(3);
});

it('never more threads than its size', async () => {
  const workers = pool(2);
  const threads = await Promise.all(Array.from({ length: 20 }, (_, i) => run(workers, 'echo', i)));
  expect(threads.map(({ value }) => value)).toEqual(Array.from({ length: 20 }, (_, i) => i));
  expect(new Set(threads.map(({ thread }) => thread)).size).toBeLessThanOrEqual(2);
});

it('a worker that cannot start is a broken program, not a bad file', async () => {
  await expect(run(pool(1, 'import "./not-there.mjs";'), 'echo')).rejects.toThrow(/not-there/);
});

it('after closing it can be used again', async () => {
  const workers = pool(1);
  const hanging = run(workers, 'hang');
  const ended = expect(hanging).rejects.toThrow('closed');
  await workers.close();
  await ended;
  expect((await run(workers, 'echo', 4)).value).toBe(4);
});
