/** The bytes of a path as a string, one character a byte: what maps and sets are keyed with. */
export const pathKey = (path: Uint8Array): string =>
  Buffer.from(path.buffer, path.byteOffset, path.byteLength).toString('latin1');

/** The key of the directory that a path lies in; '' for the folder itself. */
export const parentKey = (key: string): string => key.slice(0, Math.max(0, key.lastIndexOf('/')));
