import type { albumCalls } from '../../api/contract/album-calls.ts';
import type { Output, ParsedInput } from '../../api/contract.ts';
import type { Handlers } from '../../api/dispatch.ts';
import { BeachcombError } from '../../domain/error.ts';
import { usualOrder } from '../../domain/user-data.ts';
import type { RemovedAlbum } from '../../store/album-writer.ts';
import type { LibraryParts } from '../library-parts.ts';
import { moveInOrder } from '../move-in-order.ts';
import { changedStacks, settleStacks } from '../settle-stacks.ts';
import { albumView, chosenCover } from '../views/album-view.ts';

type Parts = Pick<LibraryParts, 'searcher' | 'userData' | 'reader'>;
type Arrangement = Output<'albums.move'>['before'];

/** Deleted albums that can be put back, the newest. */
const UNDO_KEPT = 100;

export function albumHandlers(parts: Parts): Pick<Handlers, keyof typeof albumCalls> {
  const { searcher, userData, reader } = parts;
  const { statements } = userData;
  return {
    ...removalHandlers(parts),
    ...orderHandlers(parts),
    ...favouriteHandlers(parts),
    'albums.list': async () => {
      searcher.refresh();
      const { albums } = searcher.index.userData;
      for (const { search } of albums) if (search !== null) await searcher.prepare(search);
      const times = reader.userData.albumTimes();
      return searcher.index.userData.albums.map(({ id }) => albumView(searcher, id, times));
    },
    'albums.add': async ({ name, search }) => {
      if (search !== null) await searcher.prepare(search);
      return albumView(searcher, statements.addAlbum(name, search, Date.now()), reader.userData.albumTimes());
    },
    'albums.rename': ({ album, name }) => {
      const before = searcher.album(album).album.name;
      return { album: statements.renameAlbum(album, name), before };
    },
    'albums.set': async ({ album, photos, on }) => {
      const known = searcher.album(album).album;
      const arranged = known.order === 'hand' ? idsOf(searcher, known.photos) : null;
      const stacks = await settleStacks({ searcher, userData }, photos);
      const changed = statements.setInAlbum(album, [...stacks.values()].flat(), on);
      return { changed: changedStacks(stacks, changed, on), arranged };
    },
    'albums.cover': async ({ album, photo }) => {
      const { cover, search } = searcher.album(album).album;
      if (search !== null) await searcher.prepare(search);
      if (photo !== null) await settleStacks({ searcher, userData }, [photo]);
      const { photos } = searcher.album(album);
      if (photo !== null && chosenCover(searcher.index, photo, photos) === null)
        throw new BeachcombError('bad-request', `Photo ${photo} is not in album ${album}.`, {
          reason: { code: 'not-in-album' },
        });
      statements.setAlbumCover(album, photo);
      return { before: chosenCover(searcher.index, cover, photos) };
    },
    'albums.search': async ({ album, search }) => {
      const before = searcher.album(album).album.search;
      if (before === null)
        throw new BeachcombError('bad-request', `Album ${album} is filled by hand; it has no search.`, {
          reason: { code: 'album-without-search' },
        });
      await searcher.prepare(search);
      statements.setAlbumSearch(album, search);
      return { before };
    },
  };
}

const idsOf = ({ index }: Parts['searcher'], ordinals: Iterable<number>): number[] =>
  Array.from(ordinals, (ordinal) => index.columns.id[ordinal] as number);

function favouriteHandlers({
  searcher,
  userData,
}: Parts): Pick<Handlers, 'favourites.list' | 'favourites.set'> {
  return {
    'favourites.list': () => {
      searcher.refresh();
      const { favourites } = searcher.index.userData;
      const photos = searcher.index.newestWith({ missing: false, hidden: true });
      return {
        photos: idsOf(
          searcher,
          photos.filter((ordinal) => favourites.has(ordinal)),
        ),
      };
    },
    'favourites.set': async ({ photos, on }) => {
      const stacks = await settleStacks({ searcher, userData }, photos);
      const changed = userData.statements.setFavourite([...stacks.values()].flat(), on, Date.now());
      return { changed: changedStacks(stacks, changed, on) };
    },
  };
}

/** Deleting albums, and putting them back. */
function removalHandlers({
  searcher,
  userData: { statements },
}: Parts): Pick<Handlers, 'albums.remove' | 'albums.restore'> {
  const removed = new Map<number, RemovedAlbum>();
  let last = 0;
  return {
    'albums.remove': ({ album }) => {
      const { id } = searcher.album(album).album;
      last += 1;
      removed.set(last, statements.removeAlbum(id));
      removed.delete(last - UNDO_KEPT);
      return { undo: last };
    },
    'albums.restore': ({ undo }) => {
      const album = removed.get(undo);
      if (album === undefined) throw new BeachcombError('not-found', 'This cannot be undone any more.');
      statements.restoreAlbum(album);
      removed.delete(undo);
      return {};
    },
  };
}

/** The order of the photos of an album. */
function orderHandlers(parts: Parts): Pick<Handlers, 'albums.arrange' | 'albums.move'> {
  const { searcher, userData } = parts;
  const arrange = async (wanted: ParsedInput<'albums.arrange'>): Promise<Arrangement> => {
    const { album } = searcher.album(wanted.album);
    if (album.search !== null && wanted.order === 'hand')
      throw new BeachcombError('bad-request', 'What a search finds has no order by hand.', {
        reason: { code: 'search-not-by-hand' },
      });
    const before = {
      album: album.id,
      order: album.order ?? usualOrder(album.search),
      photos: album.search === null ? idsOf(searcher, album.photos) : null,
    };
    const stacks = wanted.photos === null ? null : await settleStacks(parts, wanted.photos);
    const photos = stacks === null ? null : [...stacks.values()].flat();
    userData.statements.arrangeAlbum(album.id, wanted.order, photos);
    return before;
  };
  return {
    'albums.arrange': async (wanted) => ({ before: await arrange(wanted) }),
    'albums.move': async ({ album, photos, to }) => {
      const shown = idsOf(searcher, searcher.album(album).photos);
      const chosen = new Set(photos.filter((photo) => shown.includes(photo)));
      const wanted = moveInOrder(shown, chosen, to);
      const isSame = wanted.every((photo, at) => photo === shown[at]);
      const before = await arrange({ album, order: 'hand', photos: wanted });
      return { moved: isSame && before.order === 'hand' ? 0 : chosen.size, before };
    },
  };
}
