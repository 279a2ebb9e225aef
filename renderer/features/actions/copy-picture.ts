/** Puts a picture into the clipboard, upright, as PNG: the one format that every browser lets in. */
export function copyPicture(address: string): Promise<void> {
  // The clipboard is requested at once, while the key press still counts as a user gesture; the picture follows.
  return navigator.clipboard.write([new ClipboardItem({ 'image/png': pngOf(address) })]);
}

async function pngOf(address: string): Promise<Blob> {
  const image = new Image();
  image.src = address;
  await image.decode();
  const canvas = new OffscreenCanvas(image.naturalWidth, image.naturalHeight);
  canvas.getContext('2d')?.drawImage(image, 0, 0);
  return canvas.convertToBlob({ type: 'image/png' });
}
