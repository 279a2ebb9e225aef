import { describe, expect, it } from 'vitest';
import { IDLE, IndexingState } from '../../../src/app/indexing-state.ts';
import { BeachcombError } from '../../../src/domain/error.ts';
import type { Progress } from '../../../src/indexing/pipeline/progress.ts';

const progress = (phase: Progress['phase']): Progress => ({ ...IDLE, phase });

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
