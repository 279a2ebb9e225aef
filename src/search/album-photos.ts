import { fold } from '../domain/fold.ts';
import type { AlbumRow } from '../store/imported-albums.ts';
import type { PhotoIndex } from './index/photo-index.ts';

/** An album whose search names an album whose search names an album … ends here. */
const DEEPEST = 4;

/** The photos of albums by their names, within one search: those put in by hand and those that a search finds. */
export class AlbumPhotos {
  readonly #index: PhotoIndex;
  readonly #find: (search: string) => readonly number[];
  /** Albums whose searches are being evaluated, and what those that are done found. */
  readonly #found = new Map<number, readonly number[]>();
  #depth = 0;

  /** @param find the ordinals that a search text likely finds */
  constructor(index: PhotoIndex, find: (search: string) => readonly number[]) {
    this.#index = index;
    this.#find = find;
  }

  /** Forgets what an earlier search found. */
  clear(): void {
    this.#found.clear();
  }

  /** An album by its id, also by the one that it had as long as only another program named it. */
  find(id: number): AlbumRow | null {
    const { albums } = this.#index.userData;
    return (
      albums.find((album) => album.id === id) ?? albums.find(({ importedId }) => importedId === id) ?? null
    );
  }

  /** The search texts of the albums of this name. */
  searchesOf(name: string): string[] {
    return this.#index.userData.albums.flatMap((album) =>
      fold(album.name) === fold(name) && album.search !== null ? [album.search] : [],
    );
  }

  /** Ordinals of the photos in the albums of this name. */
  photosOf(name: string): Set<number> {
    const photos = new Set<number>();
    for (const album of this.#index.userData.albums) {
      if (fold(album.name) !== fold(name)) continue;
      for (const ordinal of album.photos) photos.add(ordinal);
      if (album.search !== null)
        for (const ordinal of this.#foundBy(album.id, album.search)) photos.add(ordinal);
    }
    return photos;
  }

  /** What the search of an album finds; nothing more within itself. */
  #foundBy(album: number, search: string): readonly number[] {
    const known = this.#found.get(album);
    if (known !== undefined || this.#depth >= DEEPEST) return known ?? [];
    // Before it is known: in an album that searches in itself there is nothing more.
    this.#found.set(album, []);
    this.#depth += 1;
    const found = this.#find(search);
    this.#depth -= 1;
    this.#found.set(album, found);
    return found;
  }
}
