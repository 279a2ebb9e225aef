import { formatterFor } from '../i18n/formatter.ts';
import { log } from '../platform/log/log.ts';
import { GroupsKeeper } from '../search/people/groups-keeper.ts';
import { PeopleIndex } from '../search/people/people-index.ts';
import { Searcher } from '../search/searcher.ts';
import { openPhrases } from '../search/text-embedding/open-phrases.ts';
import { LibraryReader } from '../store/library-reader.ts';
import { ThumbnailCache, thumbnailPath } from '../store/thumbnail-cache.ts';
import { openSaliencyMaps } from '../vision/saliency/open-saliency-maps.ts';
import { Copies } from './copies.ts';
import { Duplicates } from './duplicates.ts';
import { ImportedFolders } from './imported-folders.ts';
import { LibraryFolders } from './library-folders.ts';
import { LibraryIndexing } from './library-indexing.ts';
import type { LibraryParts } from './library-parts.ts';
import type { OpenOptions } from './open-options.ts';
import { openUserData } from './open-user-data.ts';
import { SpellingCorrector } from './spelling-corrector.ts';
import { SuggestionFeed } from './suggestion-feed.ts';
import { BUSY_WAIT_MS } from './with-busy-retry.ts';

/** Delay before embeddings are loaded, so that the first photos are shown before. */
const READ_AHEAD_AFTER_MS = 3000;

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
  const { userData, unwritable } = openUserData(options);
  closing.defer(() => userData.close());
  userData.waitForLocks(BUSY_WAIT_MS);
  const reader = new LibraryReader(path);
  closing.defer(() => reader.close());
  const thumbnails = new ThumbnailCache(thumbnailPath(path), 'read');
  closing.defer(() => thumbnails.close());
  const saliencyMaps = openSaliencyMaps(models);
  closing.defer(() => saliencyMaps.close());
  const searcher = openSearcher(reader, options, closing);
  const faceGroups = new GroupsKeeper(reader, path);
  closing.defer(() => faceGroups.close());
  const people = new PeopleIndex(reader, faceGroups);
  searcher.setPeople(() => people.named());
  const duplicates = new Duplicates(searcher, reader, Date.now);
  closing.defer(() => duplicates.close());
  searcher.setDuplicates(duplicates);
  const copies = new Copies(searcher, reader, people);
  const indexing = new LibraryIndexing(options, { reader, userData, unwritable, onDamaged });
  closing.defer(async () => {
    await Promise.all([indexing.close(), copies.stop()]);
  });
  const folders = new LibraryFolders(reader, userData, indexing);
  return {
    ...{ options, userData, reader, thumbnails, saliencyMaps, searcher, duplicates, copies, indexing },
    ...{ people, faceGroups },
    spelling: new SpellingCorrector(searcher, reader, Date.now),
    suggestions: new SuggestionFeed(searcher, reader, Date.now),
    folders,
    imported: new ImportedFolders(reader, userData, folders),
  };
}

function openSearcher(reader: LibraryReader, options: OpenOptions, closing: AsyncDisposableStack): Searcher {
  const phrases = openPhrases(options.models, {
    log: (detail) => options.log(formatterFor(options.language ?? 'en')('cli.phraseFailed', { detail })),
  });
  closing.defer(() => phrases.close());
  const searcher = new Searcher(reader, phrases);
  // Preloaded, so that later searches by similarity or phrase do not wait for it.
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
