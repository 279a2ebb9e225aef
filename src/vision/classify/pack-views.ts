import { VIEW_BYTES, VIEW_SIZE } from '../../domain/photo.ts';

/**
 * Views as one block of pixels, as a network takes them.
 * @param views each VIEW_SIZE × VIEW_SIZE × 3 bytes, RGB, row-major
 * @param Pixels the kind of array that the engine wants
 * @returns the pixels of all views, one view after the other, and their shape: views, rows, columns, RGB
 * @throws Error where a view has another size
 */
export function packViews<P extends Uint8Array | Int32Array>(
  views: readonly Uint8Array[],
  Pixels: new (length: number) => P,
): { pixels: P; shape: [number, number, number, number] } {
  const pixels = new Pixels(views.length * VIEW_BYTES);
  views.forEach((view, i) => {
    if (view.length !== VIEW_BYTES) throw new Error(`A view has ${view.length} bytes, not ${VIEW_BYTES}.`);
    pixels.set(view, i * VIEW_BYTES);
  });
  return { pixels, shape: [views.length, VIEW_SIZE, VIEW_SIZE, 3] };
}
