import path from 'node:path';
import { type FuseConfig, FuseV1Options, FuseVersion, flipFuses, getCurrentFuseWire } from '@electron/fuses';
import type { Target } from './bundled-packages.ts';

type Fuses = Readonly<Record<keyof typeof FuseV1Options, boolean>>;

/** The byte of a fuse that is on: the digit one. */
const ON = 0x31;

/**
 * What can be changed in Electron's program itself, so that no environment variable and no switch can change
 * it back.
 */
export function wantedFuses({ platform }: Pick<Target, 'platform'>): Fuses {
  return {
    // The program must not become a Node that runs what others hand to it: with its name, and its rights.
    RunAsNode: false,
    EnableNodeOptionsEnvironmentVariable: false,
    EnableNodeCliInspectArguments: false,
    // Nothing is kept in cookies today. If that ever changes, then not in plain text.
    EnableCookieEncryption: true,
    // Electron has it for these two: the hash is in Info.plist, and among the resources of the .exe.
    EnableEmbeddedAsarIntegrityValidation: platform !== 'linux',
    // No folder beside the archive may stand in for it.
    OnlyLoadAppFromAsar: true,
    LoadBrowserProcessSpecificV8Snapshot: false,
    // No page comes from file://.
    GrantFileProtocolExtraPrivileges: false,
  };
}

/** Where Electron keeps its fuses in a packaged program whose folder is `folder`. */
export function programFile(folder: string, { platform }: Pick<Target, 'platform'>): string {
  if (platform === 'darwin') return path.join(folder, 'Beachcomb.app', 'Contents', 'MacOS', 'Beachcomb');
  return path.join(folder, platform === 'win32' ? 'Beachcomb.exe' : 'beachcomb');
}

/** Writes `fuses` into the program. On macOS before it is signed. */
export async function setFuses(program: string, fuses: Partial<Fuses>, target: Target): Promise<void> {
  const config: FuseConfig = {
    version: FuseVersion.V1,
    // Without any signature an ARM Mac runs nothing; a real one comes later and replaces it.
    resetAdHocDarwinSignature: target.platform === 'darwin',
  };
  for (const [name, on] of Object.entries(fuses)) config[FuseV1Options[name as keyof Fuses]] = on;
  await flipFuses(program, config);
}

/** The fuses as they stand in the program; one that this Electron does not have is off. */
export async function readFuses(program: string): Promise<Fuses> {
  const wire = await getCurrentFuseWire(program);
  const names = Object.keys(wantedFuses({ platform: 'linux' })) as (keyof Fuses)[];
  return Object.fromEntries(
    names.map((name) => [name, wire[FuseV1Options[name]] === (ON as number)]),
  ) as Fuses;
}
