import { log } from '../platform/log/log.ts';
import { Searcher } from '../search/searcher.ts';
import { openPhrases } from '../search/text-embedding/open-phrases.ts';
import { LibraryReader } from '../store/library-reader.ts';
import { ThumbnailCache, thumbnailPath } from '../store/thumbnail-cache.ts';
import { openSaliencyMaps } from '../vision/saliency/open-saliency-maps.ts';
import { Copies } from './copies.ts';
import { Duplicates } from './duplicates.ts';
import { LibraryFolders } from './library-folders.ts';
import { LibraryIndexing } from './library-indexing.ts';
import type { LibraryParts } from './library-parts.ts';
import type { OpenOptions } from './open-options.ts';
import { openUserData } from './open-user-data.ts';
import { SuggestionFeed } from './suggestion-feed.ts';
import { TextCorrections } from './text-correction.ts';

/** Embeddings are read when the first photos have been shown. */
const READ_AHEAD_AFTER_MS = 3000;

/**
 * Opens the parts of a library one after another: user data first, which recovers a damaged library, the indexer
 * last. Each registers how it is closed as soon as it is open, so that `closing` ends what was opened, the last part
 * first, also where a later one fails to open.
 * @throws BeachcombError what the store throws
 */
export function openParts(
  options: OpenOptions,
  onDamaged: () => void,
  closing: AsyncDisposableStack,
): LibraryParts {
  const { path, models } = options;
  const { userData, unwritable } = openUserData(options);
  closing.defer(() => userData.close());
  const reader = new LibraryReader(path);
  closing.defer(() => reader.close());
  const thumbnails = new ThumbnailCache(thumbnailPath(path), 'read');
  closing.defer(() => thumbnails.close());
  const saliencyMaps = openSaliencyMaps(models);
  closing.defer(() => saliencyMaps.close());
  const searcher = openSearcher(reader, options, closing);
  const duplicates = new Duplicates(searcher, reader, Date.now);
  closing.defer(() => duplicates.close());
  searcher.setDuplicates(duplicates);
  const copies = new Copies(searcher, reader);
  const indexing = new LibraryIndexing(options, { reader, userData, unwritable, onDamaged });
  closing.defer(async () => {
    await Promise.all([indexing.close(), copies.stop()]);
  });
  return {
    ...{ options, userData, reader, thumbnails, saliencyMaps, searcher, duplicates, copies, indexing },
    corrections: new TextCorrections(searcher, reader, Date.now),
    suggestions: new SuggestionFeed(searcher, reader, Date.now),
    folders: new LibraryFolders(reader, userData, indexing),
  };
}

function openSearcher(reader: LibraryReader, options: OpenOptions, closing: AsyncDisposableStack): Searcher {
  const phrases = openPhrases(options.models, { log: options.log });
  closing.defer(() => phrases.close());
  const searcher = new Searcher(reader, phrases);
  // Similarity and phrases, searched for later, should not wait for it.
  const readAhead = setTimeout(
    () =>
      searcher.readAhead().catch((error: unknown) => {
        if (!closing.disposed) log.warn('the embeddings cannot be read ahead', { error });
      }),
    READ_AHEAD_AFTER_MS,
  ).unref();
  closing.defer(() => clearTimeout(readAhead));
  return searcher;
}
