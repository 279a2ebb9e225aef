import { AnalysisWriter } from './analysis-writer.ts';
import { CompanionStore } from './companion-store.ts';
import { EmbeddingPacks } from './embedding-packs.ts';
import { FilmWriter } from './film-writer.ts';
import { IndexQueue } from './index-queue.ts';
import { IndexTransactions } from './index-transactions.ts';
import { ListedPhotos } from './listed-photos.ts';
import { type Connection, openDatabase } from './open-database.ts';
import { PhotoWriter } from './photo-writer.ts';
import { PredictionWriter } from './prediction-writer.ts';
import { ScannedFiles } from './scanned-files.ts';
import { SilentDirectories } from './silent-directories.ts';

/**
 * Writes what indexing found: files, photos, predictions, computed labels, results of analysers. One for each library, in the indexer. It
 * reads user data and never writes it.
 */
export class IndexWriter {
  readonly #db: Connection<'machine'>;
  readonly scanned: ScannedFiles;
  readonly queue: IndexQueue;
  readonly listed: ListedPhotos;
  readonly photos: PhotoWriter;
  readonly predictions: PredictionWriter;
  readonly companions: CompanionStore;
  readonly analyses: AnalysisWriter;
  readonly embeddingPacks: EmbeddingPacks;
  readonly films: FilmWriter;
  readonly silent: SilentDirectories;

  /** @throws BeachcombError what `openDatabase` throws */
  constructor(path: string) {
    this.#db = openDatabase(path, 'machine');
    const index = new IndexTransactions(this.#db);
    this.scanned = new ScannedFiles(index);
    this.queue = new IndexQueue(index);
    this.listed = new ListedPhotos(index);
    this.predictions = new PredictionWriter(index);
    this.analyses = new AnalysisWriter(index);
    this.embeddingPacks = new EmbeddingPacks(index);
    this.photos = new PhotoWriter(index, this.predictions);
    this.films = new FilmWriter(index, this.predictions);
    this.companions = new CompanionStore(index);
    this.silent = new SilentDirectories(index);
  }

  /** Brings the write-ahead log back into the file. */
  checkpoint(): void {
    this.#db.pragma('wal_checkpoint(TRUNCATE)');
  }

  close(): void {
    this.#db.close();
  }
}
