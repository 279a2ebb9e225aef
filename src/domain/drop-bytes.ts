/**
 * Frees the memory of bytes at once; they are empty afterwards. For pixel buffers that are no longer read: left to the
 * garbage collector, a dozen of them trigger a full collection.
 */
export function dropBytes(bytes: Uint8Array): void {
  const { buffer, length } = bytes;
  // Skip views of a larger block and blocks shared between threads.
  const whole = buffer instanceof ArrayBuffer && buffer.byteLength === length;
  if (whole && length > 0) buffer.transfer(0);
}
