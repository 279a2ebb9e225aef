/** The bytes of a path as a text that can be compared and looked up: one character a byte. */
export const directoryKey = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');

export const directoryBytes = (key: string): Uint8Array => new Uint8Array(Buffer.from(key, 'latin1'));

/** Whether a directory is another one, or below it; both as keys, relative to one root. */
export const isWithin = (directory: string, other: string): boolean =>
  other === '' || directory === other || directory.startsWith(`${other}/`);

/** The deepest directory that holds all of these. */
export function sharedDirectory(directories: readonly string[]): string {
  const [first = '', ...others] = directories.map((key) => (key === '' ? [] : key.split('/')));
  const parts = [...first];
  for (const other of others) {
    let same = 0;
    while (same < parts.length && parts[same] === other[same]) same += 1;
    parts.length = same;
  }
  return parts.join('/');
}
