const MOST = 127;

/** An embedding as it is kept: its numbers are those of `embedding` times `scale`. */
export interface Int8Embedding {
  readonly embedding: Int8Array;
  readonly scale: number;
}

/** Rounds an embedding to 8 bits, its largest number to 127. Zeros stay zeros. */
export function toInt8(embedding: Float32Array): Int8Embedding {
  const largest = embedding.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const scale = largest === 0 ? 1 : largest / MOST;
  return { embedding: Int8Array.from(embedding, (value) => Math.round(value / scale)), scale };
}
