import { lstatSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { Target } from './bundled-packages.ts';

/**
 * Bytes, unpacked, of what lies beside Electron: Node, the program, its packages and networks. Electron itself
 * is as large as it is. Linux x64: 314 MB (275 measured, and the 39
 * that the networks have grown by), and a twentieth more. The others: by the sizes of their Node
 * and of their native libraries, so that a library of the wrong system, or one there twice, is seen.
 */
const SIZE_BUDGET: Readonly<Record<string, number>> = {
  'linux-x64': 329e6,
  'linux-arm64': 319e6,
  // onnxruntime-node has a library for ARM only there.
  'darwin-arm64': 329e6,
  'win32-x64': 329e6,
};

/** @throws Error where nothing is packaged for that system */
export function sizeBudget({ platform, arch }: Target): number {
  const budget = SIZE_BUDGET[`${platform}-${arch}`];
  if (budget === undefined)
    throw new Error(
      `Beachcomb is packaged for ${Object.keys(SIZE_BUDGET).join(', ')}, not for ${platform}-${arch}.`,
    );
  return budget;
}

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
