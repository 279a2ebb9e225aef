import type { albumCalls } from '../../api/contract/album-calls.ts';
import type { Handlers } from '../../api/dispatch.ts';
import type { LibraryParts } from '../library-parts.ts';
import { albumView } from '../views/album-view.ts';

export const albumHandlers = ({
  searcher,
  userData: { statements },
}: Pick<LibraryParts, 'searcher' | 'userData'>): Pick<Handlers, keyof typeof albumCalls> => ({
  'favourites.set': ({ photos, on }) => ({
    // What is stated of a RAW counts for its stack: taken back, it is taken back of both.
    changed: statements.setFavourite(on ? photos : searcher.withRaws(photos), on, Date.now()),
  }),
  'albums.list': async () => {
    searcher.refresh();
    const { albums } = searcher.index;
    for (const { search } of albums) if (search !== null) await searcher.prepare(search);
    return searcher.index.albums.map(({ id }) => albumView(searcher, id));
  },
  'albums.add': async ({ name, search }) => {
    if (search !== null) await searcher.prepare(search);
    return albumView(searcher, statements.addAlbum(name, search, Date.now()));
  },
  'albums.rename': ({ album, name }) => {
    albumView(searcher, album);
    statements.renameAlbum(album, name);
    return {};
  },
  'albums.remove': ({ album }) => {
    albumView(searcher, album);
    statements.removeAlbum(album);
    return {};
  },
  'albums.set': ({ album, photos, on }) => {
    albumView(searcher, album);
    return { changed: statements.setInAlbum(album, on ? photos : searcher.withRaws(photos), on) };
  },
});
