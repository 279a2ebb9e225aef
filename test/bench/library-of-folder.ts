import type { ScoredLabel } from '../../src/domain/label.ts';
import type { DecodedPhoto } from '../../src/domain/photo.ts';
import type { Prediction } from '../../src/domain/prediction.ts';
import { scanFolder } from '../../src/indexing/pipeline/scan-folder.ts';
import type { WaitingFile } from '../../src/store/index-queue.ts';
import { IndexWriter } from '../../src/store/index-writer.ts';
import type { Outcome } from '../../src/store/photo-writer.ts';
import { ThumbnailCache } from '../../src/store/thumbnail-cache.ts';
import { thumbnailPath } from '../../src/store/thumbnail-path.ts';
import { UserDataWriter } from '../../src/store/user-data-writer.ts';
import type { WorkingPicture } from '../../src/vision/decode/reduce-picture.ts';

/** A new library with one folder, all files of which wait. */
export interface LibraryOfFolder {
  readonly writer: IndexWriter;
  readonly thumbnails: ThumbnailCache;
  readonly files: readonly WaitingFile[];
  close(): void;
}

/** Makes a library at a path and scans a folder into it. */
export async function libraryOfFolder(library: string, folder: string): Promise<LibraryOfFolder> {
  const userData = new UserDataWriter(library);
  const id = userData.addFolder(Buffer.from(folder), 0);
  userData.close();
  const writer = new IndexWriter(library);
  const thumbnails = new ThumbnailCache(thumbnailPath(library), 'write');
  const scanned = { id, path: Buffer.from(folder), excluded: [] };
  const { found } = await scanFolder(writer, scanned, new AbortController().signal, null, Date.now);
  return {
    writer,
    thumbnails,
    files: writer.queue.waitingFiles(found, new Set()),
    close: () => {
      thumbnails.close();
      writer.close();
    },
  };
}

/** A photo behind all stages, as it is written. */
export function asOutcome(
  photo: {
    readonly file: WaitingFile;
    readonly hash: Uint8Array;
    readonly picture: WorkingPicture;
    readonly answer: Prediction;
    readonly labels: readonly ScoredLabel[];
  } & Pick<DecodedPhoto, 'input' | 'thumbnail' | 'metadata' | 'perceptualHash' | 'colour' | 'appearance'>,
): Outcome {
  const { file, picture, hash, answer, labels, ...decoded } = photo;
  const [width, height] = picture.size;
  const whole = { format: 'jpeg' as const, ...decoded, width, height, warning: null };
  return { file: file.id, kind: 'photo', hash, decoded: whole, prediction: answer, labels };
}
