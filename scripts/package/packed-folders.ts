import path from 'node:path';
import type { Target } from './bundled-packages.ts';

/** The folder with the whole program in the output of electron-builder, and its resources. */
export function packedFolders(
  output: string,
  { platform, arch }: Target,
): { readonly folder: string; readonly resources: string } {
  const onArm = arch === 'arm64' && platform !== 'darwin' ? '-arm64' : '';
  const names = { linux: `linux${onArm}-unpacked`, darwin: 'mac-arm64', win32: `win${onArm}-unpacked` };
  const folder = path.join(output, names[platform]);
  return {
    folder,
    resources:
      platform === 'darwin'
        ? path.join(folder, 'Beachcomb.app', 'Contents', 'Resources')
        : path.join(folder, 'resources'),
  };
}
