import { describe, expect, it } from 'vitest';
import { candidates } from '../../../../src/vision/classify/candidates.ts';
import { comparePredictions } from '../../../../src/vision/classify/compare-predictions.ts';
import type { EngineReport } from '../../../../src/vision/classify/engine-report.ts';
import { enginesBestFirst } from '../../../../src/vision/classify/engines-best-first.ts';
import { INT8, openOnnxEngine } from '../../../../src/vision/classify/onnx-engine.ts';
import { probeInputs } from '../../../../src/vision/classify/probe-inputs.ts';
import { MODELS } from '../../../support/paths.ts';

describe('the 8-bit network', () => {
  it('sees the same first thing in every probe photo, and passes its own tolerance', async () => {
    const inputs = await probeInputs(MODELS);
    const full = await openOnnxEngine(MODELS, 1);
    const int8 = await openOnnxEngine(MODELS, 1, 'cpu', INT8);
    const [expected, given] = [await full.classify(inputs), await int8.classify(inputs)];
    const tolerance = candidates(1, {}).find(({ id }) => id === 'onnx-cpu-int8')?.tolerance ?? 0;
    expect(inputs.length).toBeGreaterThan(3);
    given.forEach((prediction, at) => {
      const difference = comparePredictions(prediction, expected[at] as (typeof expected)[number]);
      expect(difference.sameFirst).toBe(true);
      expect(difference.largest).toBeLessThan(tolerance);
    });
    await full.close();
    await int8.close();
  });

  it('calls itself and its model by another name, so that nobody takes its answers for the others', async () => {
    const int8 = await openOnnxEngine(MODELS, 1, 'cpu', INT8);
    const full = await openOnnxEngine(MODELS, 1);
    expect(int8.model).toBe(`${full.model}-int8`);
    expect(int8.device).toMatchObject({ kind: 'processor', isInt8: true });
    await int8.close();
    await full.close();
  });

  it('is used only where it is clearly faster', () => {
    const report = (id: string, photosPerSecond: number): EngineReport => ({
      id,
      title: id,
      device: { kind: 'named' as const, name: id },
      gpu: false,
      trouble: null,
      loadSeconds: 1,
      photosPerSecond,
      batch: 8,
      difference: 0,
    });
    const first = (int8: number): string | undefined =>
      enginesBestFirst([report('onnx-cpu', 50), report('onnx-cpu-int8', int8)])[0]?.id;
    expect(first(55)).toBe('onnx-cpu');
    expect(first(100)).toBe('onnx-cpu-int8');
  });
});
