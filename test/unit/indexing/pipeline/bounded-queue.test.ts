import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { BoundedQueue } from '../../../../src/indexing/pipeline/bounded-queue.ts';

/** Whether a promise is settled by the time that all that can go on has gone on. */
async function isDone(promise: Promise<unknown>): Promise<boolean> {
  let done = false;
  void promise.then(() => {
    done = true;
  });
  await turn();
  return done;
}

describe('the queue between two stages', () => {
  it('follows a limit that grows while something waits', async () => {
    let limit = 1;
    const queue = new BoundedQueue<string>(() => limit);
    await queue.push('one');
    const second = queue.push('two');
    expect(await isDone(second)).toBe(false);
    limit = 3;
    expect(await queue.take(1)).toEqual(['one']);
    await second;
    expect(await isDone(queue.push('three'))).toBe(true);
    expect(await isDone(queue.push('four'))).toBe(true);
    expect(await isDone(queue.push('five'))).toBe(false);
  });

  it('lets the one before wait while what lies in it weighs enough', async () => {
    const queue = new BoundedQueue<number>(10, (weight) => weight);
    expect(await isDone(queue.push(4))).toBe(true);
    expect(await isDone(queue.push(50))).toBe(true);
    const third = queue.push(1);
    expect(await isDone(third)).toBe(false);
    expect(await queue.take(1)).toEqual([4]);
    expect(await isDone(third)).toBe(false);
    expect(await queue.take(1)).toEqual([50]);
    expect(await isDone(third)).toBe(true);
  });

  it('lets the one behind wait until as many are there as it takes, or no more will come', async () => {
    const queue = new BoundedQueue<number>(10);
    const taken = queue.take(2);
    await queue.push(1);
    expect(await isDone(taken)).toBe(false);
    await queue.push(2);
    expect(await taken).toEqual([1, 2]);
    const last = queue.take(2);
    await queue.push(3);
    queue.end();
    expect(await last).toEqual([3]);
    expect(await queue.take(2)).toEqual([]);
  });

  it('holds nobody back once it has ended', async () => {
    const queue = new BoundedQueue<number>(1);
    await queue.push(1);
    const waiting = queue.push(2);
    expect(await isDone(waiting)).toBe(false);
    queue.end();
    expect(await isDone(waiting)).toBe(true);
  });
});
