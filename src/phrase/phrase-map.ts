import { SIGNATURE_SIZE } from '../domain/answer.ts';
import type { PhraseDirection } from './phrase-direction.ts';

/** Numbers of a sentence's embedding. */
const EMBEDDING_SIZE = 384;

/**
 * The map from a sentence's embedding to its direction among the signatures.
 * @param bytes of models/text/phrase-map.f32: float32, little-endian, a[256], b[384], M[256 × 384] row-major
 * @throws Error where they have another size
 */
export function phraseMap(bytes: Uint8Array): (embedding: Float32Array) => PhraseDirection {
  const floats = new Float32Array(new Uint8Array(bytes).buffer);
  const centre = floats.subarray(0, SIGNATURE_SIZE);
  const mean = floats.subarray(SIGNATURE_SIZE, SIGNATURE_SIZE + EMBEDDING_SIZE);
  const matrix = floats.subarray(SIGNATURE_SIZE + EMBEDDING_SIZE);
  if (matrix.length !== SIGNATURE_SIZE * EMBEDDING_SIZE)
    throw new Error('phrase-map.f32 has not the expected size.');
  return (embedding) => {
    const centred = embedding.map((value, j) => value - (mean[j] ?? 0));
    const weights = new Float32Array(SIGNATURE_SIZE);
    let offset = 0;
    for (let i = 0; i < SIGNATURE_SIZE; i++) {
      let sum = 0;
      for (let j = 0; j < EMBEDDING_SIZE; j++)
        sum += (matrix[i * EMBEDDING_SIZE + j] ?? 0) * (centred[j] ?? 0);
      weights[i] = sum;
      offset += (centre[i] ?? 0) * sum;
    }
    return { weights, offset };
  };
}
