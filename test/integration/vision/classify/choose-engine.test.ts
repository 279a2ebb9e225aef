import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { EngineReason } from '../../../../src/domain/engine-reason.ts';
import { describeChoice } from '../../../../src/entry/cli/describe-choice.ts';
import { formatterFor } from '../../../../src/i18n/formatter.ts';
import type { Candidate } from '../../../../src/vision/classify/candidate.ts';
import type { EngineReport } from '../../../../src/vision/classify/engine-report.ts';
import { enginesBestFirst } from '../../../../src/vision/classify/engines-best-first.ts';
import { isMeasured, measureCandidates } from '../../../../src/vision/classify/measure-candidates.ts';
import { openOnnxEngine } from '../../../../src/vision/classify/onnx-engine.ts';
import { RememberedReports } from '../../../../src/vision/classify/remembered-reports.ts';
import { MODELS } from '../../../support/paths.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { faulty, IMPATIENT, PATIENT, PROCESSOR_CANDIDATE } from './test-candidates.ts';

async function measure(
  candidates: readonly Candidate[],
  remembered: RememberedReports,
): Promise<EngineReport[]> {
  const processor = await openOnnxEngine(MODELS, 1);
  try {
    return await measureCandidates({
      models: MODELS,
      candidates,
      processor,
      remembered,
      again: false,
      signal: new AbortController().signal,
      now: () => performance.now(),
    });
  } finally {
    await processor.close();
  }
}

const report = (
  id: string,
  gpu: boolean,
  photosPerSecond: number | null,
  trouble: EngineReason | null = null,
) => ({
  id,
  title: id,
  device: gpu ? { kind: 'named' as const, name: `GPU (${id})` } : null,
  gpu,
  trouble,
  photosPerSecond,
  loadSeconds: 1,
  batch: 8,
  difference: 0,
});

describe('comparing the engines', () => {
  it('skips every one with a fault and says why, measures the honest ones, and does it once', async () => {
    const file = path.join(tempFolder(), 'library.engines.json');
    const candidates = [
      PROCESSOR_CANDIDATE,
      faulty('crashes on load', 0, PATIENT),
      faulty('crashes', 0, PATIENT),
      faulty('hangs', 0, { ...PATIENT, batchMs: IMPATIENT.batchMs }),
      faulty('gives wrong numbers', 0, PATIENT),
      faulty('gives NaN', 0, PATIENT),
      faulty('none', 0, PATIENT),
    ];
    const remembered = new RememberedReports(file, 'this machine');
    expect(isMeasured(candidates, remembered)).toBe(false);
    const reports = await measure(candidates, remembered);
    expect(Object.fromEntries(reports.map(({ id, trouble }) => [id, trouble]))).toEqual({
      'crashes on load': { code: 'crashed', exit: 'SIGSEGV' },
      crashes: { code: 'crashed', exit: 'SIGSEGV' },
      hangs: { code: 'timed-out', seconds: 3 },
      'gives wrong numbers': { code: 'different-results', difference: '0.02' },
      'gives NaN': { code: 'invalid-results' },
      none: null,
      'onnx-cpu': null,
    });
    expect(enginesBestFirst(reports).map(({ id }) => id)).toEqual(['none', 'onnx-cpu']);
    expect(reports.at(-1)).toMatchObject({
      difference: 0,
      device: { kind: 'processor', threads: 1, isInt8: false },
      gpu: false,
    });

    const later = new RememberedReports(file, 'this machine');
    expect(isMeasured(candidates, later)).toBe(true);
    expect(await measure(candidates, later)).toEqual(reports);
    // Another driver: all of that tells nothing any more.
    expect(isMeasured(candidates, new RememberedReports(file, 'another machine'))).toBe(false);
  });

  it('keeps the batch that the memory bears', async () => {
    const remembered = new RememberedReports(path.join(tempFolder(), 'e.json'), '');
    const [one, two] = await measure(
      [
        faulty('runs out of memory', 8, PATIENT),
        { ...faulty('runs out of memory', 2, PATIENT), title: 'two' },
      ],
      remembered,
    );
    expect(one).toMatchObject({ trouble: null, batch: 8 });
    expect(two).toMatchObject({ trouble: null, batch: 1 });
  });

  it('does not try a second time what the program did not survive', async () => {
    const file = path.join(tempFolder(), 'e.json');
    const candidate = faulty('none', 0, PATIENT);
    let seen = '';
    await measure(
      [
        {
          ...candidate,
          // What lies on the disk at the moment at which the computer would go down.
          open: (...given) => {
            seen = readFileSync(file, 'utf8');
            return candidate.open(...given);
          },
        },
      ],
      new RememberedReports(file, 'm'),
    );
    writeFileSync(file, seen);
    const [again] = await measure([candidate], new RememberedReports(file, 'm'));
    expect(again?.trouble).toEqual({ code: 'interrupted' });
  });

  it.each(['', '{}', '{"machine":"m","reports":[{"id":1}]}', '\0'])(
    'takes a damaged memory (%j) for none',
    (text) => {
      const file = path.join(tempFolder(), 'e.json');
      writeFileSync(file, text);
      expect(new RememberedReports(file, 'm').get('none')).toBeUndefined();
    },
  );
});

describe('the choice', () => {
  const cpu = { ...report('onnx-cpu', false, 55.2), title: 'CPU (2 threads)' };

  it.each<[string, EngineReport[], string[]]>([
    [
      'the faster one',
      [report('webgpu', true, 12), report('cuda', true, 300), cpu],
      ['cuda', 'onnx-cpu', 'webgpu'],
    ],
    [
      'a card that is as fast, since it leaves the processor to the decoders',
      [report('webgpu', true, 55.2), cpu],
      ['webgpu', 'onnx-cpu'],
    ],
    [
      'the own engine before another one on the processor that hardly gains',
      [report('tensorflow', false, 58), cpu],
      ['onnx-cpu', 'tensorflow'],
    ],
    ['nothing that is in trouble', [report('cuda', true, 300, { code: 'closed' }), cpu], ['onnx-cpu']],
  ])('is %s', (_, reports, expected) => {
    expect(enginesBestFirst(reports).map(({ id }) => id)).toEqual(expected);
  });

  it('is told in plain words, with the reasons', () => {
    const reports = [
      report('WebGPU', true, 12.3),
      report('CUDA', false, null, { code: 'no-nvidia-driver' }),
      cpu,
    ];
    expect(
      describeChoice(formatterFor('en'), reports, 'onnx-cpu', {
        kind: 'processor',
        threads: 2,
        isInt8: false,
      }),
    ).toBe(
      'CPU (2 threads) is used: 55 photos a second. GPU (WebGPU): 12 photos a second. CUDA: no driver from NVIDIA; install it.',
    );
    expect(
      describeChoice(formatterFor('en'), [], 'onnx-cpu', { kind: 'processor', threads: 2, isInt8: false }),
    ).toBe('CPU (2 threads) is used.');
  });
});
