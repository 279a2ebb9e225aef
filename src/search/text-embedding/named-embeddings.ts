const NEWLINE = 0x0a;

/** Texts with their embeddings. */
export interface NamedEmbeddings {
  /** SHA-256 of the text network, or another name of it. */
  readonly network: string;
  readonly rows: ReadonlyMap<string, Float32Array>;
}

/** Reads a line of JSON, then `size` float16 for each text, little-endian. */
export function namedEmbeddingsFrom(bytes: Uint8Array, size: number): NamedEmbeddings {
  const end = bytes.indexOf(NEWLINE);
  const { network, texts } = JSON.parse(Buffer.from(bytes.subarray(0, end)).toString('utf8')) as {
    readonly network: string;
    readonly texts: readonly string[];
  };
  const numbers = new Float16Array(new Uint8Array(bytes.subarray(end + 1)).buffer);
  const rows = new Map(
    texts.map((text, row) => [text, Float32Array.from(numbers.subarray(row * size, (row + 1) * size))]),
  );
  return { network, rows };
}

/** The same the other way. All embeddings have one size. */
export function namedEmbeddingsToBytes({ network, rows }: NamedEmbeddings): Uint8Array {
  const numbers = Float16Array.from([...rows.values()].flatMap((row) => [...row]));
  const head = `${JSON.stringify({ network, texts: [...rows.keys()] })}\n`;
  return Buffer.concat([Buffer.from(head), Buffer.from(numbers.buffer)]);
}
