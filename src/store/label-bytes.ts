/**
 * Encoding of a photo's computed labels, best first: two little-endian uint16 per label, its row in `label_keys` and
 * its score (0 to 32767 for 0 to 1). Four bytes per label; a row of its own takes thirteen.
 */
const SCORE_SCALE = 32767;

export function labelsToBytes(
  labels: readonly { readonly id: number; readonly score: number }[],
): Uint8Array {
  const codes = new Uint16Array(labels.length * 2);
  labels.forEach(({ id, score }, at) => {
    codes[at * 2] = id;
    codes[at * 2 + 1] = Math.round(score * SCORE_SCALE);
  });
  return new Uint8Array(codes.buffer);
}

/** Calls `each` with the row in `label_keys` and the score (0 to 1) of every label. */
export function eachLabel(bytes: Uint8Array, each: (id: number, score: number) => void): void {
  for (let at = 0; at + 3 < bytes.length; at += 4)
    each(
      (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8),
      ((bytes[at + 2] ?? 0) | ((bytes[at + 3] ?? 0) << 8)) / SCORE_SCALE,
    );
}
