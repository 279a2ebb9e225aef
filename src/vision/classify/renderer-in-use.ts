import { readdirSync, readlinkSync } from 'node:fs';
import process from 'node:process';

/** What computes behind a graphics interface: a card, or the processor in its place. */
export interface RendererInUse {
  readonly gpu: boolean;
  /** The program that plays the card: "SwiftShader"; null where a card computes, or it is not known. */
  readonly software: string | null;
}

const SOFTWARE: readonly (readonly [RegExp, string])[] = [
  [/swiftshader/i, 'SwiftShader'],
  [/vulkan_lvp|swrast|llvmpipe/i, 'llvmpipe'],
  [/d3d10warp/i, 'WARP'],
];
const CARD_ON_LINUX = /^\/dev\/(dri\/renderD|nvidia\d|kfd|dxg|mali|kgsl)/;
/** Where Windows keeps the drivers that a maker's card brings; its own software renderer lies elsewhere. */
const DRIVER_ON_WINDOWS = /[\\/]driverstore[\\/]/i;

/**
 * Tells it from what a process holds: whoever computes on a card has its device open (Linux) or its maker's
 * driver loaded (Windows). On a Mac there is no software renderer.
 * @param libraries paths of the libraries that the process has loaded
 * @param openFiles paths of the files that it has open; only looked at for Linux
 */
export function rendererFrom(
  platform: string,
  libraries: readonly string[],
  openFiles: readonly string[],
): RendererInUse {
  const gpu =
    platform === 'linux'
      ? openFiles.some((file) => CARD_ON_LINUX.test(file))
      : platform === 'win32'
        ? libraries.some((file) => DRIVER_ON_WINDOWS.test(file))
        : platform === 'darwin';
  if (gpu) return { gpu, software: null };
  const known = SOFTWARE.find(([pattern]) => libraries.some((file) => pattern.test(file)));
  return { gpu, software: known?.[1] ?? null };
}

/** What computes in this process, once its engine has run. */
export function rendererInUse(): RendererInUse {
  // Looking up the names of open connections would go to the network.
  Object.assign(process.report, { excludeNetwork: true });
  const { sharedObjects } = process.report.getReport() as { sharedObjects?: string[] };
  return rendererFrom(process.platform, sharedObjects ?? [], openFiles());
}

function openFiles(): string[] {
  if (process.platform !== 'linux') return [];
  const folder = '/proc/self/fd';
  return readdirSync(folder).flatMap((fd) => {
    try {
      return [readlinkSync(`${folder}/${fd}`)];
    } catch {
      return []; // closed in between
    }
  });
}
