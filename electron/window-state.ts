import { readFileSync } from 'node:fs';
import { writePrivateFile } from '../src/platform/files/private-files.ts';
import { log } from '../src/platform/log/log.ts';

/** State of the shell that is kept between starts. */
export interface WindowState {
  /** Pixels. */
  readonly bounds: {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  } | null;
  readonly maximized: boolean;
  /** The user was notified that the program keeps running after the window was closed. An old name on disk. */
  readonly toldOfTray: boolean;
  /** The first index was done, of which the user is notified once. An old name on disk. */
  readonly toldOfIndex: boolean;
}

const FIRST: WindowState = { bounds: null, maximized: false, toldOfTray: false, toldOfIndex: false };

function boundsFrom(value: unknown): WindowState['bounds'] {
  const { x, y, width, height } = (value ?? {}) as Record<string, unknown>;
  const isPixels = (pixels: unknown, least: number): pixels is number =>
    Number.isInteger(pixels) && Number(pixels) >= least && Number(pixels) <= 100_000;
  return isPixels(x, -100_000) && isPixels(y, -100_000) && isPixels(width, 200) && isPixels(height, 200)
    ? { x, y, width, height }
    : null;
}

/** With any error of the file, the state is that of the first start. */
export function readWindowState(file: string): WindowState {
  try {
    const kept = (JSON.parse(readFileSync(file, 'utf8')) ?? {}) as Record<string, unknown>;
    return {
      bounds: boundsFrom(kept['bounds']),
      maximized: kept['maximized'] === true,
      toldOfTray: kept['toldOfTray'] === true,
      toldOfIndex: kept['toldOfIndex'] === true,
    };
  } catch (error) {
    // The file does not exist at the first start.
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT')
      log.warn('the size of the window cannot be read', { error });
    return FIRST;
  }
}

export function writeWindowState(file: string, state: WindowState): void {
  try {
    writePrivateFile(file, JSON.stringify(state));
  } catch (error) {
    log.warn('the size of the window cannot be kept', { error });
    // A full disk must not keep the window from closing.
  }
}
