import { lstatSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { Target } from './bundled-packages.ts';

/**
 * Maximum unpacked size in bytes of everything but Electron: Node, the program, its packages and networks. Linux x64:
 * 314 MB (275 measured, plus 39 that the networks have grown by) plus 5 %, the networks for faces (7.5), the index of
 * places (2.4), the map of the world (4.5), the protocol of assistants with what calls it (2.5), what fetches and
 * unpacks models (2.1), and the bundled command line with completions and manual (4.7), less the weights for TensorFlow
 * (19.2), plus the bundle of its JavaScript (2.1), and by what Node and the program grew since (2.4; docs/packages.md has
 * the parts). Others: estimated from the sizes of their Node and native libraries, so that a library of the wrong system
 * or a duplicate exceeds the limit.
 */
const SIZE_BUDGET: Readonly<Record<string, number>> = {
  'linux-x64': 338e6,
  'linux-arm64': 323.5e6,
  // onnxruntime-node has only an ARM library for macOS.
  'darwin-arm64': 333.5e6,
  'win32-x64': 338e6,
};

/** @throws Error if the system is not a supported target */
export function sizeBudget({ platform, arch }: Target): number {
  const budget = SIZE_BUDGET[`${platform}-${arch}`];
  if (budget === undefined)
    throw new Error(
      `Beachcomb is packaged for ${Object.keys(SIZE_BUDGET).join(', ')}, not for ${platform}-${arch}.`,
    );
  return budget;
}

/** Total size in bytes of a file, or of all files in a folder. */
export function sizeOf(place: string): number {
  const stat = lstatSync(place);
  if (!stat.isDirectory()) return stat.size;
  return readdirSync(place).reduce((sum, name) => sum + sizeOf(path.join(place, name)), 0);
}

/**
 * Size in bytes of a packaged program without Electron.
 * @param resources the resources folder of the program
 */
export const ownSize = (resources: string): number =>
  ['app.asar', 'program', 'node', 'bin', 'share', 'NOTICE.txt'].reduce(
    (sum, name) => sum + sizeOf(path.join(resources, name)),
    0,
  );
