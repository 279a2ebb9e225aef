import { readdirSync, readlinkSync } from 'node:fs';
import process from 'node:process';

/** The renderer behind a graphics interface: a graphics card or a software renderer. */
export interface RendererInUse {
  readonly gpu: boolean;
  /** Name of the software renderer: "SwiftShader"; null for a graphics card or if unknown. */
  readonly software: string | null;
}

const SOFTWARE: readonly (readonly [RegExp, string])[] = [
  [/swiftshader/i, 'SwiftShader'],
  [/vulkan_lvp|swrast|llvmpipe/i, 'llvmpipe'],
  [/d3d10warp/i, 'WARP'],
];
const CARD_ON_LINUX = /^\/dev\/(dri\/renderD|nvidia\d|kfd|dxg|mali|kgsl)/;
/** Location of vendor drivers on Windows; its own software renderer is elsewhere. */
const DRIVER_ON_WINDOWS = /[\\/]driverstore[\\/]/i;

/**
 * Detects the renderer of a process: computing on a graphics card requires its device to be open (Linux) or its vendor
 * driver to be loaded (Windows). macOS has no software renderer.
 * @param libraries paths of the libraries that the process has loaded
 * @param openFiles paths of the files that it has open; used on Linux only
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

/** The renderer of this process; known after its engine has run. */
export function rendererInUse(): RendererInUse {
  // Reverse lookups of open connections would access the network.
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
      return []; // Expected: closed in between.
    }
  });
}
