import { describe, expect, it } from 'vitest';
import { pauseCall } from '../../../renderer/features/indexing/pause-call.ts';
import { statusNews, statusSentence } from '../../../renderer/features/indexing/status-sentence.ts';
import { strings } from '../../../renderer/i18n/strings.ts';
import type { Status } from '../../../src/api/contract.ts';
import type { Device } from '../../../src/domain/device.ts';
import { PLAIN_ENGINE_CODES } from '../../../src/domain/engine-reason.ts';
import { LANGUAGES } from '../../../src/domain/label.ts';

const status: Status = {
  phase: 'indexing',
  found: 300,
  listed: 300,
  decoded: 0,
  done: 20,
  problems: 0,
  photosPerSecond: 4,
  secondsLeft: 70,
  analysis: null,
  films: { waiting: 0, unreadable: 0 },
  device: { kind: 'processor', threads: 2, isInt8: false },
  engine: {
    used: 'onnx-cpu',
    gpu: false,
    comparing: false,
    failed: {
      device: { kind: 'card', api: 'CUDA', card: 'GeForce', isShared: false },
      reason: { code: 'crashed', exit: 'SIGSEGV' },
    },
    others: [],
  },
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

describe('what is said of engines', () => {
  it('tells aloud, in both languages, that one failed and what goes on', () => {
    expect(statusNews(status, strings.en)).toBe(
      'GPU (GeForce, CUDA) failed: crashed (SIGSEGV). Switched to CPU (2 threads).',
    );
    expect(statusNews(status, strings.zh)).toBe(
      'GPU（GeForce，CUDA） 出错：崩溃（SIGSEGV）。已改用 CPU（2 线程）。',
    );
  });

  it('says "graphics card" only where one computes, whatever the device is called', () => {
    expect(strings.en.onDevice({ kind: 'software', api: 'WebGPU', software: 'SwiftShader' }, false)).toMatch(
      /^Processor:/,
    );
    expect(strings.en.onDevice({ kind: 'apple', api: 'CoreML' }, true)).toMatch(/^Graphics card:/);
  });

  it.each<[Device, string, string]>([
    [{ kind: 'processor', threads: 1, isInt8: false }, 'CPU (1 thread)', 'CPU（1 线程）'],
    [
      { kind: 'processor', threads: 16, isInt8: true },
      'CPU (16 threads), 8-bit model',
      'CPU（16 线程），8 位模型',
    ],
    [
      { kind: 'software', api: 'WebGPU', software: 'SwiftShader' },
      'CPU (WebGPU in software, SwiftShader)',
      'CPU（WebGPU，软件模拟，SwiftShader）',
    ],
    [
      { kind: 'software', api: 'WebGPU', software: null },
      'CPU (WebGPU in software)',
      'CPU（WebGPU，软件模拟）',
    ],
    [
      { kind: 'card', api: 'WebGPU', card: 'NVIDIA GeForce RTX 3060', isShared: true },
      'GPU with CPU (NVIDIA GeForce RTX 3060, WebGPU)',
      'GPU 与 CPU（NVIDIA GeForce RTX 3060，WebGPU）',
    ],
    [{ kind: 'card', api: 'CUDA', card: null, isShared: false }, 'GPU (CUDA)', 'GPU（CUDA）'],
    [{ kind: 'apple', api: 'CoreML' }, 'GPU or Neural Engine (CoreML)', 'GPU 或神经引擎（CoreML）'],
    [{ kind: 'named', name: 'CPU (TensorFlow)' }, 'CPU (TensorFlow)', 'CPU (TensorFlow)'],
  ])('names the device %j in both languages', (device, english, chinese) => {
    expect(strings.en.deviceName(device)).toBe(english);
    expect(strings.zh.deviceName(device)).toBe(chinese);
  });

  it('waits for a comparison without offering to go on', () => {
    const waiting: Status = { ...status, phase: 'paused', pausedBy: 'comparing' };
    expect(statusSentence(waiting, strings.en)).toBe(strings.en.waitsForComparison);
    expect(pauseCall(waiting)).toBeNull();
    expect(pauseCall({ ...waiting, pausedBy: 'person' })).toBe('index.resume');
  });

  it.each(LANGUAGES)('names every reason why an engine cannot be used: %s', (language) => {
    const { reasonText } = strings[language];
    expect(reasonText({ code: 'timed-out', seconds: 3 })).toContain('3');
    expect(reasonText({ code: 'crashed', exit: 'SIGSEGV' })).toContain('SIGSEGV');
    expect(reasonText({ code: 'different-results', difference: '0.02' })).toContain('0.02');
    // The words of a driver, as they are.
    expect(reasonText({ code: 'other', detail: 'vkCreateDevice: -4' })).toBe('vkCreateDevice: -4');
    const codes = PLAIN_ENGINE_CODES.map((code) => reasonText({ code }));
    expect(new Set(codes).size).toBe(codes.length);
  });
});
