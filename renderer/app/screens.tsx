import type { ReactNode } from 'react';
import type { Folder, Status } from '../../src/api/contract.ts';
import { AlbumsPage } from '../features/albums/albums-page.tsx';
import { DuplicatesPage } from '../features/duplicates/duplicates-page.tsx';
import { ExplorePage } from '../features/explore/explore-page.tsx';
import { FAVOURITES } from '../features/explore/explore-sections.ts';
import { FoldersPage } from '../features/folders/folders-page.tsx';
import { missingPhotos } from '../features/folders/missing-photos.ts';
import { LabelsPage } from '../features/labels/labels-page.tsx';
import { MapPage } from '../features/map/map-page.tsx';
import { MemoriesPage } from '../features/memories/memories-page.tsx';
import { PeoplePage } from '../features/people/people-page.tsx';
import { ProblemsPage } from '../features/problems/problems-page.tsx';
import { SettingsPage } from '../features/settings/settings-page.tsx';
import { RemovedPage } from '../features/trash/removed-page.tsx';
import type { Strings } from '../i18n/strings.ts';
import type { IconName } from '../ui/icon.tsx';
import type { PageScroll } from '../ui/page.tsx';

/** What a page has of its address, and the ways from it. */
export interface PageContext {
  /** What of it is open: a person, a label, a section; null for none. */
  readonly item: string | null;
  /** The photo that is open over it. */
  readonly photo: number | null;
  /** What was searched for last. */
  readonly text: string;
  readonly scroll: PageScroll;
  readonly onItem: (item: string | null) => void;
  /** Changes its item where it is, without a new address to go back from. */
  readonly onMove: (item: string) => void;
  readonly onPhoto: (photo: number | null) => void;
  readonly onGo: (screen: ScreenName, item?: string) => void;
  readonly onSearch: (text: string) => void;
  /** Opens the dialog with the progress. */
  readonly onIndexing: () => void;
}

/** What a screen shows: photos of the search box, photos of a search of its own, or a page. */
type Content =
  | { readonly kind: 'search' }
  | {
      readonly kind: 'collection';
      readonly text: string;
      readonly empty: (t: Strings) => string;
      /** How many there are, where they are not called photos. */
      readonly count?: (t: Strings, n: number) => string;
    }
  | { readonly kind: 'page'; readonly page: (context: PageContext) => ReactNode };

interface ScreenRow {
  readonly icon: IconName;
  readonly name: (t: Strings) => string;
  /** A line in the sidebar and in the menu "Go" sets it apart from the one before. */
  readonly startsGroup?: boolean;
  /** A number beside its name; with 0 it is not in the sidebar, and still in the menu "Go". */
  readonly count?: (status: Status) => number;
  /** A number beside its name; with 0 there is none. */
  readonly badge?: (folders: readonly Folder[]) => number;
  /** Its item is what of it is in view: the page stays the same. */
  readonly itemIsView?: boolean;
  readonly content: Content;
}

/** The places of the window, in the order of the sidebar and of the menu "Go". */
export const SCREEN_NAMES = [
  'photos',
  'explore',
  'map',
  'people',
  'albums',
  'favourites',
  'videos',
  'memories',
  'labels',
  'duplicates',
  'removed',
  'problems',
  'folders',
  'settings',
] as const;
export type ScreenName = (typeof SCREEN_NAMES)[number];

/** One row each. */
export const SCREENS: Readonly<Record<ScreenName, ScreenRow>> = {
  photos: { icon: 'picture', name: (t) => t.photosGrid, content: { kind: 'search' } },
  explore: {
    icon: 'spark',
    name: (t) => t.explore,
    content: {
      kind: 'page',
      page: ({ scroll, onGo, onSearch }) => (
        <ExplorePage
          scroll={scroll}
          onSearch={onSearch}
          onAlbum={(album) => onGo('albums', String(album))}
          onFavourites={() => onGo('favourites')}
          onMemory={(memory) => onGo('memories', memory)}
        />
      ),
    },
  },
  map: {
    icon: 'place',
    name: (t) => t.map,
    itemIsView: true,
    content: {
      kind: 'page',
      page: ({ item, photo, text, onItem, onMove, onPhoto, onSearch }) => (
        <MapPage
          item={item}
          photo={photo}
          text={text}
          onItem={onItem}
          onMove={onMove}
          onPhoto={onPhoto}
          onSearch={onSearch}
        />
      ),
    },
  },
  people: {
    icon: 'person',
    name: (t) => t.people,
    startsGroup: true,
    content: {
      kind: 'page',
      page: ({ item, scroll, onItem, onSearch }) => (
        <PeoplePage person={item} scroll={scroll} onPerson={onItem} onSearch={onSearch} />
      ),
    },
  },
  albums: {
    icon: 'album',
    name: (t) => t.albums,
    content: {
      kind: 'page',
      page: ({ text, scroll, onItem, onGo }) => (
        <AlbumsPage
          text={text}
          scroll={scroll}
          onAlbum={(album) => onItem(String(album))}
          onFavourites={() => onGo('favourites')}
        />
      ),
    },
  },
  favourites: {
    icon: 'star',
    name: (t) => t.favourites,
    content: { kind: 'collection', text: FAVOURITES, empty: (t) => t.emptyFavourites },
  },
  videos: {
    icon: 'film',
    name: (t) => t.videosScreen,
    content: {
      kind: 'collection',
      text: 'type:video',
      empty: (t) => t.emptyVideos,
      count: (t, n) => t.videos(n),
    },
  },
  memories: {
    icon: 'memories',
    name: (t) => t.memories,
    content: {
      kind: 'page',
      page: ({ scroll, onItem, onGo }) => (
        <MemoriesPage scroll={scroll} onOpen={onItem} onSettings={() => onGo('settings', 'memories')} />
      ),
    },
  },
  labels: {
    icon: 'tag',
    name: (t) => t.customLabels,
    content: {
      kind: 'page',
      page: ({ item, scroll, onItem, onSearch }) => (
        <LabelsPage label={item} scroll={scroll} onLabel={onItem} onSearch={onSearch} />
      ),
    },
  },
  duplicates: {
    icon: 'copies',
    name: (t) => t.duplicates,
    startsGroup: true,
    content: {
      kind: 'page',
      page: ({ photo, scroll, onPhoto, onSearch }) => (
        <DuplicatesPage photo={photo} scroll={scroll} onPhoto={onPhoto} onSearch={onSearch} />
      ),
    },
  },
  removed: {
    icon: 'trash',
    name: (t) => t.removed,
    content: { kind: 'page', page: ({ scroll }) => <RemovedPage scroll={scroll} /> },
  },
  problems: {
    icon: 'warning',
    name: (t) => t.problems,
    count: ({ problems }) => problems,
    content: {
      kind: 'page',
      page: ({ scroll, onSearch }) => <ProblemsPage scroll={scroll} onSearch={onSearch} />,
    },
  },
  folders: {
    icon: 'folder',
    name: (t) => t.folders,
    badge: missingPhotos,
    content: {
      kind: 'page',
      page: ({ scroll, onSearch }) => <FoldersPage scroll={scroll} onSearch={onSearch} />,
    },
  },
  settings: {
    icon: 'settings',
    name: (t) => t.settings,
    content: {
      kind: 'page',
      page: ({ item, scroll, onGo, onIndexing }) => (
        <SettingsPage
          startAt={item === 'performance' || item === 'memories' ? item : 'top'}
          scroll={scroll}
          onFolders={() => onGo('folders')}
          onIndexing={onIndexing}
        />
      ),
    },
  },
};
