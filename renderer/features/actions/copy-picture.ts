import type { Turn } from '../../../src/domain/photo-edit.ts';

/** Puts a picture into the clipboard, upright, as PNG: the one format that every browser lets in. */
export function copyPicture(address: string, turn: Turn | null): Promise<void> {
  // The clipboard is requested at once, while the key press still counts as a user gesture; the picture follows.
  return navigator.clipboard.write([new ClipboardItem({ 'image/png': pngOf(address, turn) })]);
}

async function pngOf(address: string, turn: Turn | null): Promise<Blob> {
  const image = new Image();
  image.src = address;
  await image.decode();
  const { naturalWidth: width, naturalHeight: height } = image;
  const isOnItsSide = turn === 90 || turn === 270;
  const canvas = new OffscreenCanvas(isOnItsSide ? height : width, isOnItsSide ? width : height);
  const context = canvas.getContext('2d');
  context?.translate(canvas.width / 2, canvas.height / 2);
  context?.rotate(((turn ?? 0) * Math.PI) / 180);
  context?.drawImage(image, -width / 2, -height / 2);
  return canvas.convertToBlob({ type: 'image/png' });
}
