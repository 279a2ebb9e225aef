import type { NamedEmbeddings } from '../text-embedding/named-embeddings.ts';
import type { Phrases } from '../text-embedding/open-phrases.ts';
import type { Sureness } from './sureness.ts';

/** An added image-text pack that searches compare phrases with photos by. */
export interface AnsweringPack {
  /** Of its embeddings in the library. */
  readonly number: number;
  /** Numbers of an embedding. */
  readonly size: number;
  readonly sureness: Sureness;
  /** English names of labels in its space, as its text network returned them. */
  readonly names: NamedEmbeddings;
  /** Its text network. */
  readonly phrases: Phrases;
}
