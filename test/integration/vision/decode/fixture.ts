import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { DecodedPhoto } from '../../../../src/domain/photo.ts';
import { type DecodeOptions, decode } from '../../../../src/vision/decode/decode.ts';
import { ROOT } from '../../../support/paths.ts';

export const FIXTURES = path.join(ROOT, 'test/fixtures/decode');

export const fixture = (name: string): Buffer => readFileSync(path.join(FIXTURES, name));

/** Decodes bytes that have to be a photo. */
export async function photoOf(bytes: Buffer, options?: DecodeOptions): Promise<DecodedPhoto> {
  const result = await decode({ bytes, name: 'photo', mtime: 0 }, options);
  if ('input' in result) return result;
  throw new Error(`${result.kind}: ${result.detail}`);
}

/** Mean absolute difference of two pictures, 0 to 255. */
export function difference(a: Uint8Array, b: Uint8Array): number {
  if (a.length !== b.length) return 255;
  return a.reduce((sum, value, i) => sum + Math.abs(value - (b[i] ?? 0)), 0) / a.length;
}
