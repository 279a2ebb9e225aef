import { describe, expect, it } from 'vitest';
import { whenFirstIndexed } from '../../../electron/when-first-indexed.ts';
import type { Reply } from '../../../src/api/call.ts';
import type { Status } from '../../../src/api/contract.ts';

const IDLE: Status = {
  phase: 'idle',
  found: 0,
  listed: 0,
  decoded: 0,
  done: 0,
  problems: 0,
  photos: 0,
  photosPerSecond: 0,
  secondsLeft: null,
  analysis: null,
  films: { waiting: 0, unreadable: 0 },
  device: null,
  engine: null,
  pausedBy: null,
  stoppedBy: null,
  isLockedElsewhere: false,
  watching: 'watching',
  revision: 1,
  restarts: 0,
  scans: 0,
  people: { version: 0, isGrouping: false },
  histories: null,
  recovered: null,
};

/** A host whose status is that of each part, one after another; the last stays. */
const hostWith = (parts: readonly (Partial<Status> | 'gone')[]) => {
  let at = 0;
  return {
    answer: (): Promise<Reply> => {
      const part = parts[Math.min(at, parts.length - 1)] ?? 'gone';
      at += 1;
      return Promise.resolve(
        part === 'gone'
          ? { ok: false, error: { kind: 'unavailable', detail: '', reason: null } }
          : { ok: true, output: { ...IDLE, ...part } },
      );
    },
  };
};
const EMPTY = { phase: 'idle', photos: 0, found: 0, done: 0 } as const;
const WORKING = { phase: 'indexing', photos: 2, found: 9, done: 2 } as const;
const DONE = { phase: 'idle', photos: 9, found: 9, done: 9 } as const;
const waited = (parts: readonly (Partial<Status> | 'gone')[], signal = new AbortController().signal) =>
  whenFirstIndexed(hostWith(parts), signal, 1);

describe('the end of the first index', () => {
  it('is seen after an empty library had work', async () => {
    expect(await waited([EMPTY, 'gone', EMPTY, WORKING, WORKING, DONE])).toBe(9);
  });

  it('is none in a library that had been indexed before', async () => {
    expect(await waited([DONE])).toBeNull();
    expect(await waited([{ ...DONE, phase: 'scanning' }, DONE])).toBeNull();
  });

  it('is not waited for when the program quits', async () => {
    const quitting = new AbortController();
    const waiting = waited([EMPTY], quitting.signal);
    quitting.abort();
    expect(await waiting).toBeNull();
  });
});
