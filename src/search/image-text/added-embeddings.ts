import type { LibraryReader } from '../../store/library-reader.ts';
import { LazyEmbeddings } from '../index/lazy-embeddings.ts';
import type { EmbeddingTable } from '../similarity/embedding-table.ts';
import type { AnsweringPack } from './answering-pack.ts';

/** The kernel compares embeddings of a multiple of so many numbers. */
const STEP = 16;

/** Numbers that the kernel needs for an embedding: the rest is zeros. */
const paddedSize = (size: number): number => Math.ceil(size / STEP) * STEP;

/** The same embedding with zeros behind it. */
export function padded<T extends Int8Array | Float32Array>(embedding: T): T {
  const size = paddedSize(embedding.length);
  if (size === embedding.length) return embedding;
  const longer = new (embedding.constructor as new (length: number) => T)(size);
  longer.set(embedding);
  return longer;
}

/** The embeddings of photos by an added pack, which is compared with the phrases that it understands. */
export class AddedEmbeddings {
  readonly pack: AnsweringPack;
  /** By ordinal: inverse of the norm of the stored embedding; 0 for a photo without one. */
  readonly embeddings: LazyEmbeddings;

  constructor(pack: AnsweringPack, reader: Pick<LibraryReader, 'packEmbeddings'>) {
    this.pack = pack;
    this.embeddings = new LazyEmbeddings({ size: paddedSize(pack.size), scale: 1 }, function* (photos) {
      for (const { photo, embedding } of reader.packEmbeddings(pack.number, photos))
        if (embedding.length === pack.size) yield { photo, embedding: padded(embedding) };
    });
  }

  get table(): EmbeddingTable {
    return this.embeddings.table;
  }

  get inverseLength(): Float32Array {
    return this.embeddings.inverseLength;
  }
}
