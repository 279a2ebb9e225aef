import { INPUT_BYTES, INPUT_SIZE } from '../../domain/photo.ts';

/**
 * Concatenates model inputs into one block of pixels.
 * @param inputs each INPUT_SIZE × INPUT_SIZE × 3 bytes, RGB, row-major
 * @param Pixels the array type that the engine requires
 * @returns the pixels of all inputs and their shape: inputs, rows, columns, RGB
 * @throws Error if an input has another size
 */
export function packInputs<P extends Uint8Array | Int32Array>(
  inputs: readonly Uint8Array[],
  Pixels: new (length: number) => P,
): { pixels: P; shape: [number, number, number, number] } {
  const pixels = new Pixels(inputs.length * INPUT_BYTES);
  inputs.forEach((input, i) => {
    if (input.length !== INPUT_BYTES)
      throw new Error(`A view has ${input.length} bytes, not ${INPUT_BYTES}.`);
    pixels.set(input, i * INPUT_BYTES);
  });
  return { pixels, shape: [inputs.length, INPUT_SIZE, INPUT_SIZE, 3] };
}
