/** The bytes of a path as a string, one character per byte, for use as a key of maps and sets. */
export const pathKey = (path: Uint8Array): string =>
  Buffer.from(path.buffer, path.byteOffset, path.byteLength).toString('latin1');

/** Key of the directory that contains a path; '' for the folder itself. */
export const parentKey = (key: string): string => key.slice(0, Math.max(0, key.lastIndexOf('/')));
