import { expect, it } from 'vitest';
import { EngineError } from '../../../../src/vision/classify/engine-error.ts';
import { whyNoCuda } from '../../../../src/vision/classify/why-no-cuda.ts';
import { NVIDIA_CARD, nvidiaDriver, rootWith } from '../../../support/root-with.ts';

const open = (version: string) => ({
  'proc/driver/nvidia/version': `NVRM version: NVIDIA UNIX Open Kernel Module for x86_64  ${version}  Release Build\n`,
});

it.each([
  ['no card', {}, { code: 'no-nvidia-card' }],
  ['no driver', NVIDIA_CARD, { code: 'no-nvidia-driver' }],
  [
    'an old driver',
    { ...NVIDIA_CARD, ...nvidiaDriver('470.256.02') },
    { code: 'driver-too-old', found: '470.256.02', wanted: '525.60.13' },
  ],
  [
    'a driver that is older in its last number',
    nvidiaDriver('525.60.9'),
    { code: 'driver-too-old', found: '525.60.9', wanted: '525.60.13' },
  ],
  ['the oldest that will do', nvidiaDriver('525.60.13'), null],
  ['a newer one of three digits and two numbers', open('565.77'), null],
  [
    'an open one that is old',
    open('515.43.04'),
    { code: 'driver-too-old', found: '515.43.04', wanted: '525.60.13' },
  ],
  ['one of a form that is not known', { 'proc/driver/nvidia/version': 'something else' }, null],
])('with %s CUDA is refused, or tried', (_, files, reason) => {
  expect(whyNoCuda('525.60.13', { platform: 'linux', root: rootWith(files) })).toEqual(reason);
});

it('where nothing can be read of a card, the engine is tried', () => {
  expect(whyNoCuda('525.60.13', { platform: 'win32', root: rootWith({}) })).toBeNull();
});

it.each([
  ['libcudnn.so.9', 'cudnn'],
  ['libcudnn_adv.so.9', 'cudnn'],
  ['libcublasLt.so.12', 'cuda'],
  ['libcudart.so.11.0', 'cuda'],
  ['libnvrtc.so.12', 'cuda'],
  ['libcuda.so.1', 'driver'],
  ['libnvidia-ml.so.1', 'driver'],
  ['libstdc++.so.6', 'other'],
])('%s that is missing is part of: %s', (library, of) => {
  const text = `[ONNXRuntimeError] : 1 : FAIL : Failed to load library /home/x/libonnxruntime_providers_cuda.so with error: ${library}: cannot open shared object file: No such file or directory`;
  expect(EngineError.from(new Error(text)).reason).toEqual({ code: 'needs-library', library, of });
});
