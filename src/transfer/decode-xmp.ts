import { refusal } from './refusal.ts';

/**
 * Decodes the bytes of a sidecar: UTF-8, or UTF-16 if it has that byte order mark.
 * @throws {BeachcombError} `bad-request` for any other encoding
 */
export function decodeXmp(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const utf16 =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : null;
  try {
    return new TextDecoder(utf16 ?? 'utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw refusal({ code: 'sidecar-not-text' }, error);
  }
}
