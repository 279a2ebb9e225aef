import type { GroupsKeeper } from '../search/people/groups-keeper.ts';
import type { PeopleIndex } from '../search/people/people-index.ts';
import type { Searcher } from '../search/searcher.ts';
import type { LibraryReader } from '../store/library-reader.ts';
import type { ThumbnailCache } from '../store/thumbnail-cache.ts';
import type { UserDataWriter } from '../store/user-data-writer.ts';
import type { SaliencyMaps } from '../vision/saliency/open-saliency-maps.ts';
import type { Copies } from './copies.ts';
import type { Downloads } from './downloads.ts';
import type { DuplicateCleanUp } from './duplicate-clean-up.ts';
import type { Duplicates } from './duplicates.ts';
import type { ImageTextPacks } from './image-text-packs.ts';
import type { ImportedFolders } from './imported-folders.ts';
import type { LibraryFolders } from './library-folders.ts';
import type { LibraryIndexing } from './library-indexing.ts';
import type { OpenOptions } from './open-options.ts';
import type { AddedPacks } from './packs/added-packs.ts';
import type { SpellingCorrector } from './spelling-corrector.ts';
import type { SuggestionFeed } from './suggestion-feed.ts';
import type { Trash } from './trash/trash.ts';

/** Components of an open library; the handlers of each subject take those that they need. */
export interface LibraryParts {
  readonly options: OpenOptions;
  readonly userData: UserDataWriter;
  readonly reader: LibraryReader;
  readonly thumbnails: ThumbnailCache;
  readonly searcher: Searcher;
  readonly people: PeopleIndex;
  readonly faceGroups: GroupsKeeper;
  readonly imageText: ImageTextPacks;
  readonly spelling: SpellingCorrector;
  readonly suggestions: SuggestionFeed;
  readonly saliencyMaps: SaliencyMaps;
  readonly duplicates: Duplicates;
  readonly copies: Copies;
  readonly addedPacks: AddedPacks;
  readonly downloads: Downloads;
  readonly indexing: LibraryIndexing;
  readonly folders: LibraryFolders;
  readonly imported: ImportedFolders;
  readonly trash: Trash;
  readonly cleanUp: DuplicateCleanUp;
}
