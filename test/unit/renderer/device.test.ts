import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { pauseCall } from '../../../renderer/features/indexing/pause-call.ts';
import { statusNews, statusSentence } from '../../../renderer/features/indexing/status-sentence.ts';
import { reasonInChinese } from '../../../renderer/i18n/reason-in-chinese.ts';
import { strings } from '../../../renderer/i18n/strings.ts';
import type { Status } from '../../../src/api/contract.ts';
import { ROOT } from '../../support/paths.ts';

const status: Status = {
  phase: 'indexing',
  found: 300,
  done: 20,
  problems: 0,
  photosPerSecond: 4,
  secondsLeft: 70,
  device: 'CPU (2 threads)',
  engine: {
    used: 'onnx-cpu',
    gpu: false,
    comparing: false,
    failed: { device: 'GPU (GeForce, CUDA)', reason: 'it crashed (SIGSEGV)' },
    others: [],
  },
  pausedBy: null,
  stoppedBy: null,
  watching: 'watching',
  revision: 1,
  restarts: 0,
  recovered: null,
};

describe('what is said of engines', () => {
  it('tells aloud, in both languages, that one failed and what goes on', () => {
    expect(statusNews(status, strings.en)).toBe(
      'GPU (GeForce, CUDA) failed: it crashed (SIGSEGV). Going on with CPU (2 threads).',
    );
    expect(statusNews(status, strings.zh)).toBe(
      'GPU（GeForce，CUDA） 出错：崩溃（SIGSEGV）。改用 CPU（2 线程） 继续。',
    );
  });

  it('says "graphics card" only where one computes, whatever the device is called', () => {
    expect(strings.en.onDevice('CPU (WebGPU in software, SwiftShader)', false)).toMatch(/^The processor:/);
    expect(strings.en.onDevice('Apple M2 (CoreML)', true)).toMatch(/^The graphics card:/);
  });

  it.each([
    ['CPU (1 thread)', 'CPU（1 线程）'],
    ['CPU (16 threads), 8-bit network', 'CPU（16 线程），8 位网络'],
    ['CPU (WebGPU in software, SwiftShader)', 'CPU（WebGPU，软件模拟，SwiftShader）'],
    ['GPU with CPU (NVIDIA GeForce RTX 3060, WebGPU)', 'GPU 与 CPU（NVIDIA GeForce RTX 3060，WebGPU）'],
    ['GPU or Neural Engine (CoreML)', 'GPU 或神经引擎（CoreML）'],
    ['GPU (CUDA, TensorFlow)', 'GPU（CUDA，TensorFlow）'],
  ])('calls %s in Chinese %s', (device, chinese) => {
    expect(strings.zh.deviceName(device)).toBe(chinese);
    expect(strings.en.deviceName(device)).toBe(device);
  });

  it('waits for a comparison without offering to go on', () => {
    const waiting: Status = { ...status, phase: 'paused', pausedBy: 'comparing' };
    expect(statusSentence(waiting, strings.en)).toBe(strings.en.waitsForComparison);
    expect(pauseCall(waiting)).toBeNull();
    expect(pauseCall({ ...waiting, pausedBy: 'person' })).toBe('index.resume');
  });

  it('has a Chinese word for every reason that the engines have one of their own for', () => {
    const folder = path.join(ROOT, 'src', 'vision', 'classify');
    const text = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !name.endsWith('add-tensorflow.ts'))
      .map((name) => readFileSync(path.join(folder, name), 'utf8'))
      .join('\n')
      // A text within a text.
      .replaceAll(/`exit code [^`]*`/g, 'code');
    const reasons = [
      ...text.matchAll(
        /(?:new EngineError\(|reason: |detail: |failedReport\(id, title, |i?, )(['"`])((?:it|its|there|no|a|onnxruntime's|the computer) .+?)\1/g,
      ),
    ].map(([, , reason = '']) => reason.replace(/\$\{.*?\}/g, '7'));
    expect(reasons.length).toBeGreaterThan(12);
    for (const reason of reasons) expect(reasonInChinese(reason), reason).toMatch(/\p{Script=Han}/u);
    expect(reasonInChinese('vkCreateDevice: -4')).toBe('vkCreateDevice: -4');
  });
});
