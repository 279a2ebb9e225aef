import { BeachcombError } from '../domain/error.ts';

/**
 * The text of a sidecar's bytes: UTF-8, or UTF-16 where its mark says so.
 * @throws {BeachcombError} `bad-request` for bytes that are neither
 */
export function decodeXmp(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const utf16 =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : null;
  try {
    return new TextDecoder(utf16 ?? 'utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw new BeachcombError('bad-request', 'This sidecar cannot be read: it is no text.', { cause: error });
  }
}
