import { readFileSync } from 'node:fs';
import { PHRASE_SIZE } from '../../domain/prediction.ts';
import { type NamedEmbeddings, namedEmbeddingsFrom } from './named-embeddings.ts';

/** Embeddings of PHRASE_SIZE numbers. */
export const labelPhrasesFile = new URL('./data/label-phrases.bin', import.meta.url);

let read: NamedEmbeddings | undefined;

/**
 * Precomputed embeddings of the English names of all labels (`npm run build:label-phrases`). Most searches are one of
 * these names and need not wait for the text network to load.
 */
export function labelPhrases(): NamedEmbeddings {
  read ??= namedEmbeddingsFrom(readFileSync(labelPhrasesFile), PHRASE_SIZE);
  return read;
}
