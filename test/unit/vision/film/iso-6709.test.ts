import { expect, it } from 'vitest';
import { readIso6709 } from '../../../../src/vision/film/iso-6709.ts';

it.each([
  ['+48.8577+002.2950+035.000/', 48.8577, 2.295],
  ['-33.8568+151.2153/', -33.8568, 151.2153],
  ['+5230-00007.5/', 52.5, -0.125],
  ['+523000.0-0000730.0+12/', 52.5, -0.125],
  ['+27.5916+086.5640+8850CRSWGS_84/', 27.5916, 86.564],
])('%s is a point', (text, latitude, longitude) => {
  const point = readIso6709(text);
  expect(point?.latitude).toBeCloseTo(latitude, 6);
  expect(point?.longitude).toBeCloseTo(longitude, 6);
});

it.each(['', 'Paris', '+00.0000+000.0000/', '+95.0+010.0/', '+48.8577'])('%j is no point', (text) => {
  expect(readIso6709(text)).toBe(null);
});
