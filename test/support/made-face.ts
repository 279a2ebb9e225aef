import { DESCRIPTOR_SIZE, type Face, type FaceBox } from '../../src/domain/face.ts';

/** Of one person two differ by 0.3 × √2 at most; of two people by more than 0.8. */
const [APART, VARIES] = [0.9, 0.2];

/** A descriptor of a made person (0 to 99) in a variant (0 to 27). */
export function madeDescriptor(person: number, variant: number): Float32Array {
  const descriptor = new Float32Array(DESCRIPTOR_SIZE).fill(0.05);
  descriptor[person % 100] = APART;
  descriptor[100 + (variant % 28)] = VARIES;
  return descriptor;
}

/** A place for the nth face of a photo. */
export const madeBox = (nth: number): FaceBox => ({
  left: 0.05 + nth * 0.2,
  top: 0.2,
  right: 0.2 + nth * 0.2,
  bottom: 0.5,
});

export const madeFace = (person: number, variant: number, nth = 0): Face => ({
  score: 0.99,
  box: madeBox(nth),
  descriptor: madeDescriptor(person, variant),
});
