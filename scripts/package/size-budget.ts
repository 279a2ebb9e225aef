import { lstatSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { Target } from './bundled-packages.ts';

/**
 * Bytes, unpacked, of what lies beside Electron: Node, the program, its packages and networks. Electron itself
 * is as large as it is. For Linux x64 measured (264 MB) and a tenth more; for the others by the sizes of their
 * Node and their native libraries, so that a binary too many is seen.
 */
export const SIZE_BUDGET: Readonly<Record<`${Target['platform']}-${Target['arch']}`, number>> = {
  'linux-x64': 290e6,
  'linux-arm64': 270e6,
  'darwin-arm64': 290e6,
  'darwin-x64': 0,
  'win32-x64': 310e6,
  'win32-arm64': 0,
};

/** Bytes in all files of a folder, or of one file. */
export function sizeOf(place: string): number {
  const stat = lstatSync(place);
  if (!stat.isDirectory()) return stat.size;
  return readdirSync(place).reduce((sum, name) => sum + sizeOf(path.join(place, name)), 0);
}

/**
 * Bytes of what a packaged program brings beside Electron.
 * @param resources its folder of resources
 */
export const ownSize = (resources: string): number =>
  ['app.asar', 'program', 'node', 'NOTICE.txt'].reduce(
    (sum, name) => sum + sizeOf(path.join(resources, name)),
    0,
  );
