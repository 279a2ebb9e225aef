import { isUtf8 } from 'node:buffer';

/** A path as JSON: as text, and as base64 of its bytes if it is not valid UTF-8. */
export const pathFields = (path: Uint8Array): { path: string; pathBytes?: string } => ({
  path: Buffer.from(path).toString(),
  ...(isUtf8(path) ? {} : { pathBytes: Buffer.from(path).toString('base64') }),
});
