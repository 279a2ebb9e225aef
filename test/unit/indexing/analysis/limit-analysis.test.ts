import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { limitAnalysis } from '../../../../src/indexing/analysis/limit-analysis.ts';

const limitMs = 60_000;
const never = new Promise<never>(() => {});
const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

describe('the limit of an analysis', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('calls once when a network does not return', async () => {
    const onLate = vi.fn();
    void limitAnalysis({ limitMs, mayGoOn: () => Promise.resolve(), onLate, analyse: () => never });
    await vi.advanceTimersByTimeAsync(limitMs - 1);
    expect(onLate).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(limitMs * 2);
    expect(onLate).toHaveBeenCalledTimes(1);
  });

  it('counts from zero at each step, and not while the work is paused', async () => {
    const onLate = vi.fn();
    const paused = limitAnalysis({
      limitMs,
      onLate,
      mayGoOn: () => wait(limitMs * 3),
      analyse: async (nextStep) => {
        for (let step = 0; step < 3; step += 1) {
          await wait(limitMs - 1);
          await nextStep();
        }
        return 'analysed';
      },
    });
    await vi.advanceTimersByTimeAsync(limitMs * 20);
    expect(await paused).toBe('analysed');
    expect(onLate).not.toHaveBeenCalled();
  });

  it('is over when the analysis fails', async () => {
    const onLate = vi.fn();
    const failing = limitAnalysis({
      limitMs,
      onLate,
      mayGoOn: () => Promise.resolve(),
      analyse: () => Promise.reject(new Error('damaged')),
    });
    await expect(failing).rejects.toThrow('damaged');
    await vi.advanceTimersByTimeAsync(limitMs * 2);
    expect(onLate).not.toHaveBeenCalled();
  });
});
