import { readFileSync } from 'node:fs';
import { PHRASE_SIZE } from '../../domain/prediction.ts';

/** A line of JSON, then PHRASE_SIZE float16 for each text, little-endian. */
export const labelPhrasesFile = new URL('./data/label-phrases.bin', import.meta.url);
const NEWLINE = 0x0a;

/** Header of the file. */
export interface LabelPhrasesHead {
  /** SHA-256 of the text network that computed the embeddings. */
  readonly network: string;
  /** Texts in the order of their embeddings. */
  readonly texts: readonly string[];
}

export interface LabelPhrases {
  readonly head: LabelPhrasesHead;
  /** PHRASE_SIZE numbers for each text. */
  readonly rows: ReadonlyMap<string, Float32Array>;
}

let read: LabelPhrases | undefined;

/**
 * Precomputed embeddings of the English names of all labels (`npm run build:label-phrases`). Most searches are one of
 * these names and need not wait for the text network to load.
 */
export function labelPhrases(): LabelPhrases {
  if (read !== undefined) return read;
  const bytes = readFileSync(labelPhrasesFile);
  const end = bytes.indexOf(NEWLINE);
  const head = JSON.parse(bytes.toString('utf8', 0, end)) as LabelPhrasesHead;
  const numbers = new Float16Array(new Uint8Array(bytes.subarray(end + 1)).buffer);
  const rows = new Map(
    head.texts.map((text, row) => [
      text,
      Float32Array.from(numbers.subarray(row * PHRASE_SIZE, (row + 1) * PHRASE_SIZE)),
    ]),
  );
  read = { head, rows };
  return read;
}
