import { readFileSync } from 'node:fs';
import { PHRASE_SIZE } from '../../domain/prediction.ts';
import {
  decodeAll,
  type EncodedEmbeddings,
  embeddingOf,
  type NamedEmbeddings,
  readEncoded,
} from './named-embeddings.ts';

/** Embeddings of PHRASE_SIZE numbers. */
export const labelPhrasesFile = new URL('./data/label-phrases.bin', import.meta.url);

let encoded: EncodedEmbeddings | undefined;
let decoded: NamedEmbeddings | undefined;

const file = (): EncodedEmbeddings => {
  encoded ??= readEncoded(readFileSync(labelPhrasesFile));
  return encoded;
};

/**
 * Precomputed embeddings of the English names of all labels (`npm run build:label-phrases`). Most searches are one of
 * these names and need not wait for the text network to load.
 */
export function labelPhrases(): NamedEmbeddings {
  decoded ??= decodeAll(file(), PHRASE_SIZE);
  return decoded;
}

/** The embedding of one of them, for a twentieth of the time of all; null where the text is no such name. */
export const labelPhrase = (text: string): Float32Array | null => embeddingOf(file(), PHRASE_SIZE, text);
