import { describe, expect, it, vi } from 'vitest';
import type { StatusState, StatusWatch } from '../../../renderer/client/status-watch.ts';
import { createThrottle } from '../../../renderer/client/throttle.ts';
import { createTopics, TOPICS, type Topic, TRAFFIC, topicsTouched } from '../../../renderer/client/topics.ts';
import { watchLibrary } from '../../../renderer/client/watch-library.ts';
import { type CallName, contract } from '../../../src/api/contract.ts';
import { IDLE } from './support/memory-host.ts';

const names = Object.keys(contract) as CallName[];

describe('the topics of the calls', () => {
  it('that are read are touched by a call, or by the library as it grows', () => {
    const touched = new Set<Topic>([...names.flatMap(topicsTouched), 'library', 'overview']);
    const read = names.flatMap((name): readonly Topic[] => {
      const traffic = TRAFFIC[name];
      return 'reads' in traffic ? traffic.reads : [];
    });
    expect([...new Set(read)].filter((topic) => !touched.has(topic))).toEqual([]);
  });

  it('call who listens with what was touched, until it stops', () => {
    const topics = createTopics();
    const heard: (readonly Topic[])[] = [];
    const stop = topics.subscribe((touched) => heard.push(touched));
    topics.touch(['albums']);
    topics.touch([]);
    stop();
    topics.touch(['labels']);
    expect(heard).toEqual([['albums']]);
  });
});

describe('a throttle', () => {
  it('runs at once, then at most once in its time, the last request always', () => {
    vi.useFakeTimers();
    let runs = 0;
    const throttle = createThrottle(() => {
      runs += 1;
    }, 1000);
    throttle.run();
    vi.advanceTimersByTime(1);
    expect(runs).toBe(1);
    throttle.run();
    throttle.run();
    vi.advanceTimersByTime(900);
    expect(runs).toBe(1);
    vi.advanceTimersByTime(200);
    expect(runs).toBe(2);
    throttle.run();
    throttle.stop();
    vi.advanceTimersByTime(5000);
    expect(runs).toBe(2);
    vi.useRealTimers();
  });
});

describe('the library as it grows', () => {
  it('touches its topics, the overview less often, and what was missed once the host is back', () => {
    vi.useFakeTimers();
    let state: StatusState = { status: null, online: true, error: null };
    let listener = (): void => undefined;
    const watch: StatusWatch = {
      get: () => state,
      subscribe: (next) => {
        listener = next;
        return () => undefined;
      },
      refresh: () => undefined,
    };
    const topics = createTopics();
    const counts = new Map<Topic, number>();
    topics.subscribe((touched) => {
      for (const topic of touched) counts.set(topic, (counts.get(topic) ?? 0) + 1);
    });
    const stop = watchLibrary(watch, topics);
    const show = (next: Partial<StatusState>): void => {
      state = { ...state, ...next };
      listener();
      vi.advanceTimersByTime(1000);
    };
    show({ error: null });
    expect(counts.size).toBe(0);
    for (let second = 0; second < 10; second += 1) show({ online: second % 2 === 1 });
    expect(counts.get('library')).toBe(5);
    expect(counts.get('overview')).toBe(1);
    // All that is asked by itself, but for the status, which came.
    expect(TOPICS.filter((topic) => counts.get(topic) !== 5)).toEqual(['status', 'overview']);
    // A scan that began and ended between two polls: the folders were shown as being scanned.
    counts.clear();
    show({ status: { ...IDLE, scans: 1 } });
    counts.clear();
    show({ status: { ...IDLE, scans: 1 } });
    expect(counts.size).toBe(0);
    show({ status: { ...IDLE, scans: 2 } });
    vi.advanceTimersByTime(2500);
    expect(counts.get('library')).toBe(1);
    stop();
    vi.useRealTimers();
  });
});
