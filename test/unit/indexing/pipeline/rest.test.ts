import { describe, expect, it } from 'vitest';
import { concurrencyOf } from '../../../../src/indexing/pipeline/concurrency.ts';
import { restAfterWork } from '../../../../src/indexing/pipeline/rest.ts';

/** The rests after pieces of work, each of so much processor time in so much time. */
function rests(share: number, work: readonly (readonly [used: number, took: number])[]): number[] {
  const clock = { used: 0, now: 0 };
  const rest = restAfterWork(
    share,
    () => clock.used,
    () => clock.now,
  );
  return work.map(([used, took]) => {
    clock.used += used;
    clock.now += took;
    const due = rest();
    clock.now += due;
    return due;
  });
}

describe('the rest between two photos', () => {
  it.each<[string, number, [number, number][], number[]]>([
    [
      'half a processor: as long again as it worked',
      0.5,
      [
        [100, 100],
        [60, 60],
      ],
      [100, 60],
    ],
    ['two threads at once take three times as long', 0.5, [[200, 100]], [300]],
    [
      'waiting for the disk is rest',
      0.5,
      [
        [100, 250],
        [100, 100],
      ],
      [0, 100],
    ],
    ['no limit, no rest', Number.POSITIVE_INFINITY, [[1000, 10]], [0]],
    [
      'never longer than two seconds',
      0.5,
      [
        [60_000, 60_000],
        [10, 10],
      ],
      [2000, 10],
    ],
  ])('%s', (_, share, work, expected) => {
    expect(rests(share, work)).toEqual(expected);
  });
});

describe('the pace', () => {
  it.each([1, 2, 8, 64])('of %i processors leaves more to others the gentler it is', (cores) => {
    const [gentle, normal, full] = (['gentle', 'normal', 'full'] as const).map((mode) =>
      concurrencyOf(mode, cores),
    );
    expect(gentle).toEqual({ decoders: 1, threads: 1, share: 0.5 });
    expect(normal?.threads).toBe(Math.max(1, cores - 1));
    expect(full?.threads).toBe(cores);
    expect(normal?.decoders).toBeLessThanOrEqual(full?.decoders ?? 0);
    expect(full?.decoders).toBeLessThanOrEqual(17);
  });
});
