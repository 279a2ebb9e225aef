import { statfs } from 'node:fs/promises';
import { fileCalls } from '../../platform/files/file-calls.ts';

/** Magic numbers of Linux file systems on which remote changes cause no events: see statfs(2) and linux/magic.h. */
const REMOTE = new Set([
  0x6969, // NFS
  0x517b, // SMB
  0xfe534d42, // SMB 2
  0xff534d42, // CIFS
  0x01021997, // 9p
  0x5346414f, // AFS
  0x00c36400, // Ceph
  0x65735546, // FUSE: sshfs, rclone and similar; local FUSE drives are also watched normally
]);

/**
 * Whether another machine may change the files of a folder without events on this one. Detected only on Linux; false
 * elsewhere, for a missing folder, and for one whose drive does not answer.
 */
export async function isRemote(folder: Uint8Array, platform: string = process.platform): Promise<boolean> {
  if (platform !== 'linux') return false;
  const place = { root: folder, directory: new Uint8Array(), on: 'directory' } as const;
  const system = await fileCalls.run(place, () => statfs(Buffer.from(folder))).catch(() => null);
  return system !== null && REMOTE.has(system.type >>> 0);
}
