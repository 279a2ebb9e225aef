import type { TrashMover } from './trash.ts';

/**
 * Who moves files to the trash. On Linux this program does, because it can move them back again; elsewhere the shell of
 * the desktop app, by the system's own call. `BEACHCOMB_TRASH=shell` has the shell do it on Linux too.
 */
export function trashMover(
  platform: string,
  environment: Readonly<Record<string, string | undefined>>,
  hasShell: boolean,
): TrashMover {
  const isOwn = platform === 'linux' && environment['BEACHCOMB_TRASH'] !== 'shell';
  if (isOwn) return 'program';
  return hasShell ? 'shell' : 'nobody';
}
