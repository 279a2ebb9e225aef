import type { albumCalls } from '../../api/contract/album-calls.ts';
import type { Handlers } from '../../api/dispatch.ts';
import type { LibraryParts } from '../library-parts.ts';
import { changedStacks, settleStacks } from '../settle-stacks.ts';
import { albumView } from '../views/album-view.ts';

export const albumHandlers = ({
  searcher,
  userData,
  userData: { statements },
}: Pick<LibraryParts, 'searcher' | 'userData'>): Pick<Handlers, keyof typeof albumCalls> => ({
  'favourites.set': async ({ photos, on }) => {
    const stacks = await settleStacks({ searcher, userData }, photos);
    const changed = statements.setFavourite([...stacks.values()].flat(), on, Date.now());
    return { changed: changedStacks(stacks, changed, on) };
  },
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
  'albums.set': async ({ album, photos, on }) => {
    albumView(searcher, album);
    const stacks = await settleStacks({ searcher, userData }, photos);
    const changed = statements.setInAlbum(album, [...stacks.values()].flat(), on);
    return { changed: changedStacks(stacks, changed, on) };
  },
});
