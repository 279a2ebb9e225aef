import { CONCEPT_COUNT, KEPT_CLASSES, type RawAnswer, SIGNATURE_SIZE } from '../domain/answer.ts';

/**
 * The form of a raw answer in the library, all little-endian: `classes` is KEPT_CLASSES uint16 indices and
 * then as many float16 probabilities, `concepts` CONCEPT_COUNT float16, `signature` SIGNATURE_SIZE int8:
 * 696 bytes. Half floats keep 11 bits, far below what the decoder alone moves a score by.
 */
export interface AnswerBytes {
  readonly classes: Uint8Array;
  readonly concepts: Uint8Array;
  readonly signature: Uint8Array;
}

const bytesOf = (array: ArrayBufferView): Uint8Array =>
  new Uint8Array(array.buffer, array.byteOffset, array.byteLength);

export function answerToBytes(answer: RawAnswer): AnswerBytes {
  const classes = new Uint8Array(KEPT_CLASSES * 4);
  classes.set(bytesOf(answer.classes));
  classes.set(bytesOf(Float16Array.from(answer.probabilities)), KEPT_CLASSES * 2);
  return {
    classes,
    concepts: bytesOf(Float16Array.from(answer.concepts)),
    signature: bytesOf(answer.signature),
  };
}

export function answerFromBytes(bytes: AnswerBytes, phraseNorm: number): RawAnswer {
  // Copied, since a blob may start at an odd address.
  const { buffer } = bytes.classes.slice();
  return {
    classes: new Uint16Array(buffer, 0, KEPT_CLASSES),
    probabilities: Float32Array.from(new Float16Array(buffer, KEPT_CLASSES * 2, KEPT_CLASSES)),
    concepts: Float32Array.from(new Float16Array(bytes.concepts.slice().buffer, 0, CONCEPT_COUNT)),
    signature: new Int8Array(bytes.signature.slice().buffer, 0, SIGNATURE_SIZE),
    phraseNorm,
  };
}
