import { joinPath } from '../domain/path-bytes.ts';
import { log } from '../platform/log/log.ts';
import { damagedMarker } from '../store/damaged-marker.ts';
import { correctedSearch } from './corrected-search.ts';
import { contractHandlers } from './handlers/contract-handlers.ts';
import type { Library, ProblemFile } from './library.ts';
import type { LibraryParts } from './library-parts.ts';
import type { OpenOptions } from './open-options.ts';
import { openParts } from './open-parts.ts';
import { originalPicture, pictureType } from './original-picture.ts';
import { metadataView, photoRow } from './views/photo-view.ts';
import { wordView } from './views/search-view.ts';
import { withDamageHandling } from './with-damage-handling.ts';

const PROBLEMS_AT_ONCE = 1000;

/**
 * Opens (creates, migrates) a library and starts its indexer. A damaged one is set aside and rebuilt with all user
 * data; one that cannot be written can still be searched.
 * @throws BeachcombError what the store throws; then everything that was opened is closed again
 */
export async function openLibrary(options: OpenOptions): Promise<Library> {
  const onDamaged = (): void => {
    damagedMarker(options.path).put();
    options.onDamaged?.();
  };
  const closing = new AsyncDisposableStack();
  try {
    const parts = openParts(options, onDamaged, closing);
    return libraryOf(parts, onDamaged, () => closing.disposeAsync());
  } catch (error) {
    await closing
      .disposeAsync()
      .catch((failure: unknown) => log.error('a part of the library cannot be closed', { error: failure }));
    throw error;
  }
}

function libraryOf(parts: LibraryParts, onDamaged: () => void, close: () => Promise<void>): Library {
  const { reader, thumbnails, searcher, corrections, folders, indexing } = parts;
  const formatOf = (photo: number) => photoRow(reader, photo).format;
  return {
    handlers: withDamageHandling(contractHandlers(parts), onDamaged),
    thumbnail: (photo) => {
      const row = reader.photo(photo);
      const bytes = row === null ? null : thumbnails.get(row.hash);
      return bytes === null ? null : { type: pictureType(bytes), bytes };
    },
    original: (photo) => originalPicture(formatOf(photo), reader.places(photo)),
    originalForConversion: (photo) => originalPicture(formatOf(photo), reader.places(photo), 'bmp'),
    search: (text, how) => correctedSearch(searcher, corrections, text, how),
    describe: (word) => wordView(word, searcher.index.customLabels).meaning,
    problems: () => problemFiles(parts),
    paths: (photo) => reader.places(photo).map(({ folderPath, path }) => joinPath(folderPath, path)),
    metadata: (photo) => {
      const row = reader.photo(photo);
      return row === null
        ? null
        : { ...metadataView(row), text: reader.textLines(photo).map(({ text }) => text) };
    },
    addFolder: (folder) => folders.add(folder),
    engineChoice: () => indexing.engineChoice(),
    close,
  };
}

function* problemFiles({ reader }: LibraryParts): Generator<ProblemFile> {
  for (let offset = 0; ; offset += PROBLEMS_AT_ONCE) {
    const { rows } = reader.problems(offset, PROBLEMS_AT_ONCE);
    for (const { folderPath, path, kind, detail } of rows)
      yield { path: joinPath(folderPath, path), kind, detail };
    if (rows.length < PROBLEMS_AT_ONCE) return;
  }
}
