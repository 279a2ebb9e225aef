import { createHash } from 'node:crypto';

/** SHA-256 of the concatenated pieces, in hexadecimal. */
export async function sha256Of(pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of pieces) hash.update(piece);
  return hash.digest('hex');
}
