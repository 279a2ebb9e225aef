const NEWLINE = 0x0a;

/** Texts with their embeddings. */
export interface NamedEmbeddings {
  /** SHA-256 of the text network, or another name of it. */
  readonly network: string;
  readonly rows: ReadonlyMap<string, Float32Array>;
}

/** The same, with numbers that are converted when they are needed. */
export interface EncodedEmbeddings {
  readonly network: string;
  readonly texts: readonly string[];
  /** float16, in the order of the texts. */
  readonly numbers: Float16Array;
}

/** Reads a line of JSON, then float16 for each text, little-endian. */
export function readEncoded(bytes: Uint8Array): EncodedEmbeddings {
  const end = bytes.indexOf(NEWLINE);
  const head = JSON.parse(Buffer.from(bytes.subarray(0, end)).toString('utf8')) as Omit<
    EncodedEmbeddings,
    'numbers'
  >;
  return { ...head, numbers: new Float16Array(new Uint8Array(bytes.subarray(end + 1)).buffer) };
}

const rowOf = ({ numbers }: EncodedEmbeddings, row: number, size: number): Float32Array =>
  Float32Array.from(numbers.subarray(row * size, (row + 1) * size));

/** All of them. @param size numbers of each */
export const decodeAll = (encoded: EncodedEmbeddings, size: number): NamedEmbeddings => ({
  network: encoded.network,
  rows: new Map(encoded.texts.map((text, row) => [text, rowOf(encoded, row, size)])),
});

/** That of one text; null where it is not among them. @param size numbers of each */
export function embeddingOf(encoded: EncodedEmbeddings, size: number, text: string): Float32Array | null {
  const row = encoded.texts.indexOf(text);
  return row < 0 ? null : rowOf(encoded, row, size);
}

/** Reads what `namedEmbeddingsToBytes` wrote. @param size numbers of each */
export const namedEmbeddingsFrom = (bytes: Uint8Array, size: number): NamedEmbeddings =>
  decodeAll(readEncoded(bytes), size);

/** The same the other way. All embeddings have one size. */
export function namedEmbeddingsToBytes({ network, rows }: NamedEmbeddings): Uint8Array {
  const numbers = Float16Array.from([...rows.values()].flatMap((row) => [...row]));
  const head = `${JSON.stringify({ network, texts: [...rows.keys()] })}\n`;
  return Buffer.concat([Buffer.from(head), Buffer.from(numbers.buffer)]);
}
