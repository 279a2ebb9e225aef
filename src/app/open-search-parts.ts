import { formatterFor } from '../i18n/formatter.ts';
import { log } from '../platform/log/log.ts';
import type { KeptIndex } from '../search/index/kept-index.ts';
import { GroupsKeeper } from '../search/people/groups-keeper.ts';
import { PeopleIndex } from '../search/people/people-index.ts';
import { Searcher } from '../search/searcher.ts';
import { openPhrases } from '../search/text-embedding/open-phrases.ts';
import { LibraryReader } from '../store/library-reader.ts';
import { Duplicates } from './duplicates.ts';
import { ImageTextPacks } from './image-text-packs.ts';
import type { LibraryParts } from './library-parts.ts';
import { dataFolderOf, type OpenOptions } from './open-options.ts';
import { openUserData } from './open-user-data.ts';
import { SpellingCorrector } from './spelling-corrector.ts';
import { BUSY_WAIT_MS } from './with-busy-retry.ts';

/** Delay before embeddings are loaded, so that the first photos are shown before. */
const READ_AHEAD_AFTER_MS = 3000;

/** The parts of a library that a search needs. */
export type SearchParts = Pick<
  LibraryParts,
  'userData' | 'reader' | 'searcher' | 'imageText' | 'people' | 'faceGroups' | 'duplicates' | 'spelling'
> &
  Pick<ReturnType<typeof openUserData>, 'unwritable'>;

/**
 * Opens what a search needs, user data first, which recovers a damaged library. Each part registers its cleanup as soon
 * as it is open.
 * @param kept where the index is taken from, and kept at the end; null: it is read from the library
 * @throws BeachcombError what the store throws
 */
export function openSearchParts(
  options: OpenOptions,
  closing: AsyncDisposableStack,
  kept: KeptIndex | null = null,
): SearchParts {
  const { path } = options;
  const { userData, unwritable } = openUserData(options);
  closing.defer(() => userData.close());
  userData.waitForLocks(BUSY_WAIT_MS);
  const reader = new LibraryReader(path);
  closing.defer(() => reader.close());
  const { searcher, imageText } = openSearcher(reader, options, closing, kept);
  const faceGroups = new GroupsKeeper(reader, path);
  closing.defer(() => faceGroups.close());
  const people = new PeopleIndex(reader, faceGroups);
  searcher.setPeople(() => people.named());
  const duplicates = new Duplicates(searcher, reader, Date.now);
  closing.defer(() => duplicates.close());
  searcher.setDuplicates(duplicates);
  const spelling = new SpellingCorrector(searcher, reader, Date.now);
  return { userData, unwritable, reader, searcher, imageText, people, faceGroups, duplicates, spelling };
}

function openSearcher(
  reader: LibraryReader,
  options: OpenOptions,
  closing: AsyncDisposableStack,
  kept: KeptIndex | null,
): Pick<LibraryParts, 'searcher' | 'imageText'> {
  const report = (detail: string): void =>
    options.log(formatterFor(options.language ?? 'en')('cli.phraseFailed', { detail }));
  const phrases = openPhrases(options.models, { log: report });
  closing.defer(() => phrases.close());
  const searcher = new Searcher(reader, phrases, undefined, kept);
  closing.defer(() => searcher.index.keep());
  const imageText = new ImageTextPacks({
    library: options.path,
    models: options.models,
    reader,
    searcher,
    bundled: phrases,
    log: report,
    dataFolder: dataFolderOf(options),
  });
  closing.defer(() => imageText.close());
  searcher.setPack(() => imageText.current());
  // Preloaded, so that later searches by similarity or phrase do not wait for it.
  const readAhead = setTimeout(
    () =>
      searcher.readAhead().catch((error: unknown) => {
        if (!closing.disposed) log.warn('the embeddings cannot be read ahead', { error });
      }),
    READ_AHEAD_AFTER_MS,
  ).unref();
  closing.defer(() => clearTimeout(readAhead));
  return { searcher, imageText };
}
