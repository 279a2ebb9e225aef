import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import process from 'node:process';
import { expect, it } from 'vitest';
import { candidates } from '../../../../src/vision/classify/candidates.ts';
import { comparePredictions } from '../../../../src/vision/classify/compare-predictions.ts';
import { openOnnxEngine } from '../../../../src/vision/classify/onnx-engine.ts';
import { probeInputs } from '../../../../src/vision/classify/probe-inputs.ts';
import { MODELS } from '../../../support/paths.ts';
import { PATIENT } from './test-candidates.ts';

/** The Vulkan driver in software that comes with Debian's chromium. */
const DRIVER = '/usr/lib/chromium/vk_swiftshader_icd.json';
const hasLoader = spawnSync('/sbin/ldconfig', ['-p'], { encoding: 'utf8' }).stdout?.includes(
  'libvulkan.so.1',
);
const missing = existsSync(DRIVER) ? (hasLoader ? null : 'libvulkan1') : "Debian's chromium";
if (process.env['BEACHCOMB_REQUIRE_ALL'] === '1' && missing !== null)
  throw new Error(`Everything is required here, and ${missing} is not there.`);

const PHOTOS = process.env['BEACHCOMB_LONG'] === '1' ? 3 : 1;

it.skipIf(missing !== null)(
  missing === null
    ? 'WebGPU gives the answers of the processor, and a driver in software is not called a GPU'
    : `WebGPU gives the answers of the processor (skipped: needs ${missing})`,
  async () => {
    process.env['VK_DRIVER_FILES'] = DRIVER;
    process.env['VK_ICD_FILENAMES'] = DRIVER;
    const webgpu = candidates(1, {}).find(({ id }) => id === 'onnx-webgpu');
    const engine = await webgpu?.open(MODELS, PATIENT, new AbortController().signal);
    expect(engine).toMatchObject({
      device: { kind: 'software', api: 'WebGPU', software: 'SwiftShader' },
      gpu: false,
    });
    const processor = await openOnnxEngine(MODELS, 1);
    for (const input of (await probeInputs(MODELS)).slice(0, PHOTOS)) {
      const [[given], [expected]] = [
        (await engine?.classify([input])) ?? [],
        await processor.classify([input]),
      ];
      if (given === undefined || expected === undefined) throw new Error('no answer');
      const { sameFirst, largest } = comparePredictions(given, expected);
      expect(sameFirst).toBe(true);
      expect(largest).toBeLessThan(1e-3);
    }
    await Promise.all([engine?.close(), processor.close()]);
  },
  600_000,
);
