import { SIGNATURE_SCALE, SIGNATURE_SIZE } from '../domain/answer.ts';

const PHRASE_SIZE = 384;
/**
 * Makes the function for a photo's phrase norm |(s - a)·M| out of models/text/phrase-map.f32 (float32,
 * little-endian: a[256], b[384], M[256 × 384] row-major).
 */
export function phraseNormOf(map: Uint8Array): (signature: Int8Array) => number {
  const floats = new Float32Array(new Uint8Array(map).buffer);
  const a = floats.subarray(0, SIGNATURE_SIZE);
  const matrix = floats.subarray(SIGNATURE_SIZE + PHRASE_SIZE);
  if (matrix.length !== SIGNATURE_SIZE * PHRASE_SIZE)
    throw new Error('phrase-map.f32 has not the expected size.');
  const product = new Float64Array(PHRASE_SIZE);
  return (signature) => {
    product.fill(0);
    for (let i = 0; i < SIGNATURE_SIZE; i++) {
      const s = (signature[i] as number) / SIGNATURE_SCALE - (a[i] as number);
      const row = i * PHRASE_SIZE;
      for (let j = 0; j < PHRASE_SIZE; j++)
        product[j] = (product[j] as number) + s * (matrix[row + j] as number);
    }
    return Math.sqrt(product.reduce((sum, value) => sum + value * value, 0));
  };
}
