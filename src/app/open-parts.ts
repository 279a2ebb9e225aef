import process from 'node:process';
import { log } from '../platform/log/log.ts';
import { ThumbnailCache } from '../store/thumbnail-cache.ts';
import { thumbnailPath } from '../store/thumbnail-path.ts';
import { openSaliencyMaps } from '../vision/saliency/open-saliency-maps.ts';
import { Copies } from './copies.ts';
import { CopyEntries } from './copy-entries.ts';
import { Downloads } from './downloads.ts';
import { DuplicateCleanUp } from './duplicate-clean-up.ts';
import { ImportedFolders } from './imported-folders.ts';
import { LibraryFolders } from './library-folders.ts';
import { LibraryIndexing } from './library-indexing.ts';
import type { LibraryParts } from './library-parts.ts';
import { dataFolderOf, type OpenOptions } from './open-options.ts';
import { openSearchParts } from './open-search-parts.ts';
import { AddedPacks } from './packs/added-packs.ts';
import { packConnection } from './packs/pack-connection.ts';
import { SuggestionFeed } from './suggestion-feed.ts';
import { Trash } from './trash/trash.ts';
import { trashMover } from './trash/trash-mover.ts';

/**
 * Opens the parts of a library in order: user data first, which recovers a damaged library, the indexer last. Each part
 * registers its cleanup as soon as it is open, so that `closing` closes them in reverse order, also if a later part
 * fails to open.
 * @throws BeachcombError what the store throws
 */
export function openParts(
  options: OpenOptions,
  onDamaged: () => void,
  closing: AsyncDisposableStack,
): LibraryParts {
  const { path, models } = options;
  const search = openSearchParts(options, closing);
  const { userData, unwritable, reader, searcher, imageText, people } = search;
  const thumbnails = new ThumbnailCache(thumbnailPath(path), 'read');
  closing.defer(() => thumbnails.close());
  const saliencyMaps = openSaliencyMaps(models);
  closing.defer(() => saliencyMaps.close());
  const entries = new CopyEntries(searcher, reader, people);
  const copies = new Copies(entries);
  const addedPacks = new AddedPacks({
    models,
    dataFolder: dataFolderOf(options),
    connection: () => packConnection(reader),
    onEngines: (isAdded) => indexing.engines.onPacks(isAdded),
  });
  const indexing = new LibraryIndexing(options, {
    reader,
    userData,
    unwritable,
    onDamaged,
    pack: () => imageText.choice().pack,
  });
  closing.defer(async () => {
    await Promise.all([indexing.close(), copies.stop(), addedPacks.stop()]);
  });
  if (options.indexing && unwritable === null) imageText.watch(() => indexing.followPack());
  const by = trashMover(process.platform, process.env, options.hasShell === true);
  const samePictures = (): readonly (readonly number[])[] =>
    search.duplicates.present().map(({ members }) => members);
  const trash = new Trash({ searcher, reader, log: userData.trash, samePictures, by });
  closing.defer(() => trash.close());
  if (unwritable === null)
    trash.recover().catch((error: unknown) => log.error('the trash could not be recovered', { error }));
  const folders = new LibraryFolders(reader, userData, indexing);
  return {
    ...search,
    options,
    thumbnails,
    saliencyMaps,
    copies,
    addedPacks,
    indexing,
    folders,
    trash,
    downloads: new Downloads(entries),
    cleanUp: new DuplicateCleanUp({ searcher, reader, trash, duplicates: search.duplicates }),
    suggestions: new SuggestionFeed(searcher, reader, Date.now),
    imported: new ImportedFolders(reader, userData, folders),
  };
}
