import { statfs } from 'node:fs/promises';

/** Numbers of Linux's file systems whose files others change unseen: see statfs(2) and linux/magic.h. */
const REMOTE = new Set([
  0x6969, // NFS
  0x517b, // SMB
  0xfe534d42, // SMB 2
  0xff534d42, // CIFS
  0x01021997, // 9p
  0x5346414f, // AFS
  0x00c36400, // Ceph
  0x65735546, // FUSE: sshfs, rclone and the like; drives that are local are watched all the same
]);

/**
 * Whether a folder lies where another machine may change files without this one being told. Only Linux says
 * so; elsewhere, and of a folder that is not there, false.
 */
export async function isRemote(folder: Uint8Array): Promise<boolean> {
  if (process.platform !== 'linux') return false;
  const system = await statfs(Buffer.from(folder)).catch(() => null);
  return system !== null && REMOTE.has(system.type >>> 0);
}
