import path from 'node:path';
import process from 'node:process';
import { app, BrowserWindow, nativeImage, ShareMenu, screen, type WebContents } from 'electron';
import type { DesktopHandlers } from '../src/api/dispatch-desktop.ts';
import type { Ability } from '../src/api/photo-actions.ts';
import { BeachcombError } from '../src/domain/error.ts';
import { filesOf, hostCallOf } from './host-call.ts';
import type { HostProcess } from './host-process.ts';
import { setWallpaper, wallpaperWay } from './wallpaper.ts';

/** Maximum number of photos that are shared at once. */
const MOST_SHARED = 100;
const QUALITY = 92;

/** What the desktop app can do on this system. */
export function desktopAbilities(): readonly Ability[] {
  const { platform, env } = process;
  return [
    'desktop',
    // Electron has the menu of macOS only.
    ...(platform === 'darwin' ? (['sharing'] as const) : []),
    ...(wallpaperWay(platform, env) === null ? [] : (['wallpaper'] as const)),
  ];
}

const unavailable = (detail: string, cause?: unknown): BeachcombError =>
  new BeachcombError('unavailable', detail, { cause });

/** A picture that covers the largest screen, as JPEG. @throws BeachcombError */
async function pictureForScreen(host: HostProcess, photo: number): Promise<Uint8Array> {
  const copy = await host.picture({ kind: 'copy', photo });
  if (copy === null) throw new BeachcombError('not-found', 'The picture cannot be read just now.');
  const image = nativeImage.createFromBuffer(Buffer.from(copy.bytes));
  const { width, height } = image.getSize();
  const wanted = screen.getAllDisplays().map(({ size, scaleFactor }) => {
    const pixels = [size.width, size.height].map((length) => length * scaleFactor);
    return Math.max((pixels[0] ?? 0) / width, (pixels[1] ?? 0) / height);
  });
  const scale = Math.max(...wanted, 0);
  return (scale < 1 ? image.resize({ width: Math.ceil(width * scale), quality: 'best' }) : image).toJPEG(
    QUALITY,
  );
}

/** The handlers of the calls that give photos to other programs of the system. */
export const sharingHandlers = (
  host: HostProcess,
): Pick<DesktopHandlers<WebContents>, 'share' | 'setWallpaper'> => ({
  share: async (photos, sender) => {
    if (process.platform !== 'darwin') throw unavailable('This system has no menu for sharing.');
    const filePaths = await filesOf(hostCallOf(host), photos.slice(0, MOST_SHARED));
    if (filePaths.length === 0)
      throw new BeachcombError('not-found', 'None of the photos can be read just now.');
    const window = BrowserWindow.fromWebContents(sender);
    new ShareMenu({ filePaths }).popup(window === null ? {} : { window });
    return {};
  },
  setWallpaper: async (photo) => {
    const way = wallpaperWay(process.platform, process.env);
    if (way === null) throw unavailable('This desktop has no known way to change its picture.');
    const picture = await pictureForScreen(host, photo);
    await setWallpaper(way, path.join(app.getPath('userData'), 'wallpaper'), picture).catch(
      (error: unknown) => {
        throw unavailable(String(error), error);
      },
    );
    return {};
  },
});
