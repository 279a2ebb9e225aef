import type { FoundFile } from '../../src/domain/file.ts';

/** A photo as a scan finds it: of 10 bytes, and not only in the cloud. @param mtime microseconds since 1970 */
export const foundFile = (name: string, mtime = 1): FoundFile => ({
  path: Buffer.from(name),
  size: 10,
  mtime,
  ctime: mtime,
  kind: 'photo',
  cloudOnly: false,
});
