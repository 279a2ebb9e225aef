import electron, { type ClipboardItem, clipboard, type NativeImage, nativeImage } from 'electron';

/** The clipboard's two forms: that of the web, and that of Electrons before it. */
interface Clipboards {
  write?(items: readonly ClipboardItem[]): Promise<void>;
  writeImage?(image: NativeImage): void;
}

/**
 * Puts a picture into the clipboard.
 * @param png its bytes
 * @throws Error when it is no picture, or the system refuses
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
