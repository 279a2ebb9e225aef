import { describe, expect, it } from 'vitest';
import { othersInWords } from '../../../renderer/features/folders/others-in-words.ts';
import { leftAside } from '../../../renderer/features/indexing/left-aside.ts';
import { pauseCall } from '../../../renderer/features/indexing/pause-call.ts';
import {
  statusNews,
  statusRate,
  statusSentence,
} from '../../../renderer/features/indexing/status-sentence.ts';
import { strings } from '../../../renderer/i18n/strings.ts';
import type { Folder, Status } from '../../../src/api/contract.ts';

const { en, zh } = strings;
const busy: Status = {
  phase: 'indexing',
  found: 300,
  listed: 300,
  decoded: 24,
  done: 20,
  problems: 0,
  photosPerSecond: 4.26,
  secondsLeft: 70,
  analysis: null,
  films: { waiting: 0, unreadable: 0 },
  device: { kind: 'processor', threads: 2, isInt8: false },
  engine: null,
  pausedBy: null,
  stoppedBy: null,
  isLockedElsewhere: false,
  photos: 3,
  watching: 'watching',
  revision: 1,
  restarts: 0,
  scans: 0,
  people: { version: 0, isGrouping: false },
  histories: null,
  recovered: null,
};
const folder = (part: Partial<Folder>): Folder => ({
  id: 1,
  name: 'photos',
  state: 'ready',
  files: 0,
  waiting: 0,
  listed: 0,
  problems: 0,
  others: { video: 0, raw: 0, 'other-image': 0 },
  cloudOnly: 0,
  missing: [],
  excluded: [],
  isSilent: false,
  silent: [],
  ...part,
});

describe('what is said of looking at photos', () => {
  it('tells how far, how fast and how long, while it works', () => {
    expect(statusSentence(busy, en)).toBe('Scanning: 20 of 300');
    expect(statusRate(busy, en)).toBe(
      '300 in the timeline, 24 with thumbnails · 4.3 a second · about 1 minute left',
    );
    expect(statusRate({ ...busy, done: 300 }, en)).toBe('4.3 a second · about 1 minute left');
    expect(statusRate({ ...busy, done: 300, photosPerSecond: 0, secondsLeft: null }, en)).toBeNull();
    expect(statusRate({ ...busy, phase: 'paused' }, en)).toBeNull();
  });

  it('states that another Beachcomb indexes the library, and lets nothing be resumed meanwhile', () => {
    const locked: Status = {
      ...busy,
      phase: 'stopped',
      stoppedBy: 'library-busy',
      isLockedElsewhere: true,
    };
    expect(statusSentence(locked, en)).toContain('Another Beachcomb is indexing this library');
    expect(statusSentence(locked, zh)).toContain('另一个 Beachcomb 正在为此图库建立索引');
    expect(pauseCall(locked)).toBeNull();
  });

  it('tells a pause of the person from one on battery, which only the charger ends', () => {
    const paused: Status = { ...busy, phase: 'paused', pausedBy: 'person' };
    const onBattery: Status = { ...paused, pausedBy: 'battery' };
    expect(statusSentence(paused, en)).toBe('Paused at 20 of 300');
    expect(statusSentence(onBattery, en)).toBe('Waiting for the charger at 20 of 300');
    expect(statusSentence(onBattery, zh)).toBe('等待接通电源：20 / 300');
    expect([pauseCall(busy), pauseCall(paused), pauseCall(onBattery)]).toEqual([
      'index.pause',
      'index.resume',
      null,
    ]);
  });

  it('does not say that all is up to date while photos wait', () => {
    const resting: Status = { ...busy, phase: 'idle' };
    expect(statusSentence(resting, en)).toBe('20 of 300 files scanned');
    expect(statusNews(resting, en)).toBe('');
    expect(statusSentence({ ...resting, done: 300, photos: 298 }, en)).toBe('298 photos, all up to date');
    expect(statusNews({ ...resting, done: 300 }, en)).toBe('All photos scanned');
  });

  it('lets what stopped by itself go on, and offers nothing where there is nothing to do', () => {
    expect(pauseCall({ ...busy, phase: 'stopped', stoppedBy: 'disk-full' })).toBe('index.resume');
    expect(pauseCall({ ...busy, phase: 'idle' })).toBeNull();
  });
});

describe('what is not searched', () => {
  it('is summed over all folders and named by kind, kinds without a file left out', () => {
    const { others, cloudOnly } = leftAside([
      folder({ others: { video: 310, raw: 0, 'other-image': 0 }, cloudOnly: 5 }),
      folder({ others: { video: 2, raw: 1, 'other-image': 0 } }),
    ]);
    expect(othersInWords(others, en)).toEqual(['312 videos', '1 RAW file']);
    expect(othersInWords(others, zh)).toEqual(['312 个视频', '1 个 RAW 文件']);
    expect(cloudOnly).toBe(5);
    expect(othersInWords(leftAside([]).others, en)).toEqual([]);
  });
});
