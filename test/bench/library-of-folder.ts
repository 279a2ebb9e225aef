import { scanFolder } from '../../src/pipeline/scan-folder.ts';
import { MachineWriter, type WaitingFile } from '../../src/store/machine-writer.ts';
import { PersonWriter } from '../../src/store/person-writer.ts';
import { ThumbnailCache, thumbnailPath } from '../../src/store/thumbnail-cache.ts';

/** A new library with one folder, all files of which wait. */
export interface LibraryOfFolder {
  readonly writer: MachineWriter;
  readonly thumbnails: ThumbnailCache;
  readonly files: readonly WaitingFile[];
  close(): void;
}

/** Makes a library at a path and scans a folder into it. */
export async function libraryOfFolder(library: string, folder: string): Promise<LibraryOfFolder> {
  const person = new PersonWriter(library);
  const id = person.addFolder(Buffer.from(folder), 0);
  person.close();
  const writer = new MachineWriter(library);
  const thumbnails = new ThumbnailCache(thumbnailPath(library), 'write');
  const scanned = { id, path: Buffer.from(folder), excluded: [] };
  const { found } = await scanFolder(writer, scanned, new AbortController().signal, null, Date.now);
  return {
    writer,
    thumbnails,
    files: writer.waitingFiles(found, new Set()),
    close: () => {
      thumbnails.close();
      writer.close();
    },
  };
}
