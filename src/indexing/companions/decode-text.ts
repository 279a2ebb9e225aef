/**
 * The text of a companion: UTF-8, UTF-16 by its byte order mark or by the zeros of its first character, else Latin-1.
 * Without its byte order mark.
 */
export function decodeText(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0))
    return new TextDecoder('utf-16le').decode(bytes);
  if ((first === 0xfe && second === 0xff) || (first === 0 && second !== 0))
    return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // Expected of an old program.
    return new TextDecoder('latin1').decode(bytes);
  }
}
