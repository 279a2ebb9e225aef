import electron, { type ClipboardItem, clipboard, type NativeImage, nativeImage } from 'electron';

/** The two clipboard interfaces: the web's, and that of older Electron versions. */
interface Clipboards {
  write?(items: readonly ClipboardItem[]): Promise<void>;
  writeImage?(image: NativeImage): void;
}

/**
 * Copies a picture to the clipboard.
 * @param png its bytes
 * @throws Error if the bytes are not a picture, or the system refuses
 */
export async function writePicture(png: Uint8Array): Promise<void> {
  const either: Clipboards = clipboard;
  if (either.writeImage === undefined) {
    const item = new electron.ClipboardItem({
      'image/png': new Blob([new Uint8Array(png)], { type: 'image/png' }),
    });
    await either.write?.([item]);
    return;
  }
  const image = nativeImage.createFromBuffer(Buffer.from(png));
  if (image.isEmpty()) throw new Error('This is no picture.');
  either.writeImage(image);
}
