import { expect, it } from 'vitest';
import { pictureThreads, pixelThreads } from '../../../../src/vision/decode/thread-count.ts';

const GIGABYTE = 1e9;

it.each([
  ['one a processor where there is memory', 8, 32, 8],
  ['as many as memory allows', 16, 8, 6],
  ['two at least, so that one large photo does not hold up the others', 1, 1, 2],
  ['sixteen at most', 64, 512, 16],
])('threads that decode HEIC are %s', (_, cores, gigabytes, threads) => {
  expect(pixelThreads(cores, gigabytes * GIGABYTE)).toBe(threads);
});

it('threads that decode HEIC hold a quarter of the memory at most', () => {
  for (const gigabytes of [4, 6, 8, 12, 16, 64])
    expect(pixelThreads(64, gigabytes * GIGABYTE) * 0.3).toBeLessThanOrEqual(gigabytes / 4);
});

it('threads that reduce pictures are one for three processors, and six at most', () => {
  expect([1, 2, 3, 4, 8, 16, 64].map(pictureThreads)).toEqual([1, 1, 1, 2, 3, 6, 6]);
});
