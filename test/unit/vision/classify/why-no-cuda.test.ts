import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { EngineError } from '../../../../src/vision/classify/engine-error.ts';
import { whyNoCuda } from '../../../../src/vision/classify/why-no-cuda.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const CARD = {
  'sys/bus/pci/devices/0000:01:00.0/class': '0x030000\n',
  'sys/bus/pci/devices/0000:01:00.0/vendor': '0x10de\n',
};
const closed = (version: string) => ({
  'proc/driver/nvidia/version': `NVRM version: NVIDIA UNIX x86_64 Kernel Module  ${version}  Sat Aug 19 01:15:15 UTC 2023\nGCC version:  gcc 12.2.0\n`,
});
const open = (version: string) => ({
  'proc/driver/nvidia/version': `NVRM version: NVIDIA UNIX Open Kernel Module for x86_64  ${version}  Release Build\n`,
});

function rootWith(files: Readonly<Record<string, string>>): string {
  const root = tempFolder();
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    writeFileSync(path.join(root, name), text);
  }
  return root;
}

it.each([
  ['no card', {}, { code: 'no-nvidia-card' }],
  ['no driver', CARD, { code: 'no-nvidia-driver' }],
  [
    'an old driver',
    { ...CARD, ...closed('470.256.02') },
    { code: 'driver-too-old', found: '470.256.02', wanted: '525.60.13' },
  ],
  [
    'a driver that is older in its last number',
    closed('525.60.9'),
    { code: 'driver-too-old', found: '525.60.9', wanted: '525.60.13' },
  ],
  ['the oldest that will do', closed('525.60.13'), null],
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
