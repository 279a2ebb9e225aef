/**
 * Gives the memory of bytes back at once; they are empty afterwards. For pictures that nobody reads any more: left
 * to the garbage collector, a dozen of them make it walk the whole heap.
 */
export function dropBytes(bytes: Uint8Array): void {
  const { buffer, length } = bytes;
  // A part of a larger block, or a block shared with other threads, is not only theirs.
  const whole = buffer instanceof ArrayBuffer && buffer.byteLength === length;
  if (whole && length > 0) buffer.transfer(0);
}
