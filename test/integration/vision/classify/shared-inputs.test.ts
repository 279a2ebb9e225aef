import { readSync } from 'node:fs';
import process from 'node:process';
import { expect, it, onTestFinished } from 'vitest';
import { INPUT_BYTES } from '../../../../src/domain/photo.ts';
import { SharedInputs } from '../../../../src/vision/classify/shared-inputs.ts';

const isLinux = process.platform === 'linux';

function opened(): SharedInputs {
  const shared = SharedInputs.open();
  if (shared === null) throw new Error('There is no shared memory.');
  onTestFinished(() => shared.close());
  return shared;
}
const inputOf = (value: number): Uint8Array => new Uint8Array(INPUT_BYTES).fill(value);

it.runIf(isLinux)('inputs lie in slots of their own until they were read, and slots are used again', () => {
  const shared = opened();
  const first = shared.put([inputOf(1), inputOf(2)]) ?? [];
  const second = shared.put([inputOf(3)]) ?? [];
  expect(new Set([...first, ...second]).size).toBe(3);
  const read = [...first, ...second].map((slot) => {
    const bytes = new Uint8Array(INPUT_BYTES);
    expect(readSync(shared.descriptor, bytes, 0, INPUT_BYTES, slot * INPUT_BYTES)).toBe(INPUT_BYTES);
    return new Set(bytes);
  });
  expect(read).toEqual([new Set([1]), new Set([2]), new Set([3])]);
  shared.free(first);
  expect(new Set(shared.put([inputOf(4), inputOf(5)]))).toEqual(new Set(first));
});

it.runIf(isLinux)('inputs beyond two batches cross in another way, and take no slot', () => {
  const shared = opened();
  const input = inputOf(1);
  const batch = Array.from({ length: 64 }, () => input);
  const slots = shared.put(batch);
  expect(shared.put(batch)).toHaveLength(64);
  expect(shared.put([input])).toBeNull();
  shared.free(slots ?? []);
  expect(shared.put([...batch, input])).toBeNull();
  expect(shared.put(batch)).toHaveLength(64);
});

it.runIf(isLinux)(
  'nothing is written into what was closed, whose number another file may have by now',
  () => {
    const shared = opened();
    shared.close();
    expect(shared.put([inputOf(1)])).toBeNull();
  },
);

it('other systems have no such memory', () => {
  expect(['darwin', 'win32'].map((platform) => SharedInputs.open(platform))).toEqual([null, null]);
});
