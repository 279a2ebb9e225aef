import { describe, expect, it } from 'vitest';
import { IndexingState } from '../../../src/app/indexing-state.ts';
import { BeachcombError } from '../../../src/domain/error.ts';
import type { Progress } from '../../../src/indexing/pipeline/progress.ts';

const progress = (phase: Progress['phase']): Progress => ({
  phase,
  found: 0,
  listed: 0,
  decoded: 0,
  done: 0,
  problems: 0,
  photosPerSecond: 0,
  secondsLeft: null,
  analysis: null,
  device: null,
  pausedBy: null,
  watching: null,
});

describe('the state of the indexer', () => {
  it('counts the scans that ended, so that one between two polls is seen', () => {
    const state = new IndexingState(null);
    const phases = ['scanning', 'scanning', 'indexing', 'idle', 'scanning', 'idle'] as const;
    const scans = phases.map((phase) => {
      state.onProgress(progress(phase));
      return state.view(true).scans;
    });
    expect(scans).toEqual([0, 0, 1, 1, 1, 2]);
  });

  it('is not scanning after the indexer has failed in a scan', () => {
    const state = new IndexingState(null);
    state.onProgress(progress('scanning'));
    expect(state.isScanning()).toBe(true);
    state.onFailed(new BeachcombError('internal', 'ended'));
    expect(state.isScanning()).toBe(false);
  });
});
