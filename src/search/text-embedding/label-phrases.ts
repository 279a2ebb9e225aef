import { readFileSync } from 'node:fs';
import { PHRASE_SIZE } from '../../domain/prediction.ts';

/** A line of JSON, then PHRASE_SIZE float16 for each text, little-endian. */
export const labelPhrasesFile = new URL('./data/label-phrases.bin', import.meta.url);
const NEWLINE = 0x0a;

/** What the head of the file says. */
export interface LabelPhrasesHead {
  /** SHA-256 of the text network that made the embeddings. */
  readonly network: string;
  /** The texts, in the order of their embeddings. */
  readonly texts: readonly string[];
}

export interface LabelPhrases {
  readonly head: LabelPhrasesHead;
  /** By text, PHRASE_SIZE numbers each. */
  readonly rows: ReadonlyMap<string, Float32Array>;
}

let read: LabelPhrases | undefined;

/**
 * The embeddings of the English names of all labels, made by `npm run build:label-phrases`: most searches are one
 * of these words, and need not wait until the text network is loaded.
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
