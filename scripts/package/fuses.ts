import path from 'node:path';
import { type FuseConfig, FuseV1Options, FuseVersion, flipFuses, getCurrentFuseWire } from '@electron/fuses';
import type { Target } from './bundled-packages.ts';

type Fuses = Readonly<Record<keyof typeof FuseV1Options, boolean>>;

/** The byte of an enabled fuse: the digit 1. */
const ON = 0x31;

/**
 * The fuses to set in Electron's executable. No environment variable or command-line switch can override them.
 */
export function wantedFuses({ platform }: Pick<Target, 'platform'>): Fuses {
  return {
    // Otherwise other programs could run code in it as a Node with this program's name and rights.
    RunAsNode: false,
    EnableNodeOptionsEnvironmentVariable: false,
    EnableNodeCliInspectArguments: false,
    // No cookies are stored today; if that changes, they will be encrypted.
    EnableCookieEncryption: true,
    // Supported on macOS (hash in Info.plist) and Windows (hash in the resources of the .exe).
    EnableEmbeddedAsarIntegrityValidation: platform !== 'linux',
    // No folder beside the archive may replace it.
    OnlyLoadAppFromAsar: true,
    LoadBrowserProcessSpecificV8Snapshot: false,
    // No page is loaded from file://.
    GrantFileProtocolExtraPrivileges: false,
  };
}

/** Path of the file with the fuses in the packaged program at `folder`. */
export function programFile(folder: string, { platform }: Pick<Target, 'platform'>): string {
  if (platform === 'darwin') return path.join(folder, 'Beachcomb.app', 'Contents', 'MacOS', 'Beachcomb');
  return path.join(folder, platform === 'win32' ? 'Beachcomb.exe' : 'beachcomb');
}

/** Writes `fuses` into the program; on macOS this must happen before signing. */
export async function setFuses(program: string, fuses: Partial<Fuses>, target: Target): Promise<void> {
  const config: FuseConfig = {
    version: FuseVersion.V1,
    // ARM Macs only run signed programs; a real signature replaces this one later.
    resetAdHocDarwinSignature: target.platform === 'darwin',
  };
  for (const [name, on] of Object.entries(fuses)) config[FuseV1Options[name as keyof Fuses]] = on;
  await flipFuses(program, config);
}

/** Reads the fuses from the program; a fuse that this Electron lacks counts as off. */
export async function readFuses(program: string): Promise<Fuses> {
  const wire = await getCurrentFuseWire(program);
  const names = Object.keys(wantedFuses({ platform: 'linux' })) as (keyof Fuses)[];
  return Object.fromEntries(
    names.map((name) => [name, wire[FuseV1Options[name]] === (ON as number)]),
  ) as Fuses;
}
