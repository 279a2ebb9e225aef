// @vitest-environment jsdom
import { createEvent, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { printRoute, routeTo } from '../../../renderer/app/route.ts';
import { albumAddress } from '../../../renderer/features/albums/album-address.ts';
import { strings } from '../../../renderer/i18n/strings.ts';
import { sortAlbums } from '../../../src/domain/album-sort.ts';
import { album, memoryHost } from './support/memory-host.ts';
import { renderWindow } from './support/render-window.tsx';

const t = strings.en;

afterEach(() => localStorage.clear());

const cell = (rank: number): HTMLElement => {
  const found = document.querySelector<HTMLElement>(`[data-rank="${rank}"]`);
  if (found === null) throw new Error(`photo ${rank} is not in the grid`);
  return found;
};

/** A drag event left of the middle of a photo. */
function dragged(name: 'dragOver' | 'drop', photo: HTMLElement): void {
  const event = createEvent[name](photo);
  Object.defineProperty(event, 'clientX', { value: -1 });
  fireEvent(photo, event);
}

/** The window at an album of three photos. */
async function openAlbum(part: Parameters<typeof album>[0] = {}) {
  const host = memoryHost(3);
  host.albums.push(album({ album: 12, photos: 3, cover: 1, from: '2019-07-03', to: '2019-07-09', ...part }));
  const rendered = await renderWindow(host, albumAddress(12));
  await screen.findByRole('heading', { name: part.name ?? 'Summer' });
  // Its photos are here.
  await waitFor(() => expect(document.querySelector('.photos.late')).toBeNull());
  return rendered;
}

it('an album has the address that routes print', () => {
  expect(albumAddress(12)).toBe(printRoute(routeTo('albums', '12')));
});

it.each([t.byHand, t.fromThisSearch('beach')])('a new album is opened, filled %s', async (from) => {
  const { user, host } = await renderWindow(memoryHost(3), '#/photos?q=beach');
  await screen.findByRole('gridcell', { name: /^Photo 1 of/ });
  await user.click(screen.getByRole('link', { name: t.albums }));
  await screen.findByRole('button', { name: t.openAlbum(t.favourites, 0) });
  await user.click(screen.getByText(from));
  // The list of before is shown while the one with the album is on its way.
  const late = Promise.withResolvers<void>();
  host.state.held.set('albums.list', late.promise);
  await user.type(screen.getByRole('textbox', { name: t.newAlbum }), 'Sea{Enter}');
  await waitFor(() => expect(location.hash).toBe('#/albums/1'));
  late.resolve();
  await screen.findByRole('heading', { name: 'Sea' });
  expect(location.hash).toBe('#/albums/1');
  expect(screen.queryByText(t.albumGone)).toBeNull();
});

it.each([0, 2])('the dialog of albums begins at the name or at the first of %i albums', async (count) => {
  const host = memoryHost(3);
  for (let id = 1; id <= count; id += 1) host.albums.push(album({ album: id, name: `Album ${id}` }));
  const { user } = await renderWindow(host);
  // The list is known when the dialog opens.
  for (const _ of [1, 2]) {
    cell(1).focus();
    await user.keyboard('b');
    const dialog = within(await screen.findByRole('dialog'));
    const first =
      count === 0
        ? await dialog.findByRole('textbox', { name: t.newAlbum })
        : await dialog.findByRole('button', { name: /^Album 1/ });
    await waitFor(() => expect(document.activeElement).toBe(first));
    await user.click(dialog.getByRole('button', { name: t.close }));
  }
});

it('an address of an album that is gone leads to the list', async () => {
  await renderWindow(memoryHost(3), albumAddress(12));
  await screen.findByText(t.albumGone);
  await waitFor(() => expect(location.hash).toBe('#/albums'));
});

describe('the page of an album', () => {
  it('shows how many photos there are, and from when to when', async () => {
    await openAlbum();
    await screen.findByText(/3 photos · Jul 3 – 9, 2019/u);
  });

  it('changes the name where it stands, and takes it back', async () => {
    const { user, host } = await openAlbum();
    await user.click(screen.getByRole('button', { name: t.renameThing('Summer') }));
    const field = screen.getByRole('textbox', { name: t.newName });
    await user.clear(field);
    await user.type(field, 'Sommer{Enter}');
    await screen.findByRole('heading', { name: 'Sommer' });
    await screen.findByText(t.albumRenamed('Sommer'));
    await user.click(screen.getByRole('button', { name: t.undo }));
    await screen.findByRole('heading', { name: 'Summer' });
    expect(host.inputs('albums.rename')).toHaveLength(2);
  });

  it('removes photos, moves them and makes one the cover by keys', async () => {
    const { user, host } = await openAlbum();
    await waitFor(() => cell(1));
    cell(1).focus();
    await user.keyboard('x');
    await screen.findByText(t.takenFromAlbum('Summer', 1));
    expect(host.inputs('albums.set')).toEqual([{ album: 12, photos: [2], on: false }]);
    cell(1).focus();
    await user.keyboard(',');
    await screen.findByText(t.photosMoved(1));
    await user.keyboard('.k');
    await screen.findByText(t.coverChosen);
    expect(host.inputs('albums.move')).toEqual([
      { album: 12, photos: [2], to: 'earlier' },
      { album: 12, photos: [2], to: 'later' },
    ]);
    expect(host.inputs('albums.cover')).toEqual([{ album: 12, photo: 2 }]);
  });

  it('moves a dragged photo before the one that it is dropped on', async () => {
    const { host } = await openAlbum();
    await waitFor(() => cell(2));
    fireEvent.dragStart(cell(2));
    dragged('dragOver', cell(0));
    expect(cell(0).dataset['drop']).toBe('before');
    dragged('drop', cell(0));
    await waitFor(() =>
      expect(host.inputs('albums.move')).toEqual([{ album: 12, photos: [3], to: { before: 1 } }]),
    );
    expect(cell(0).dataset['drop']).toBeUndefined();
  });

  it('offers what is for albums only on the page of one', async () => {
    const { user, host } = await renderWindow(memoryHost(3));
    cell(1).focus();
    await user.keyboard('x');
    fireEvent.contextMenu(cell(1), { clientX: 5, clientY: 5 });
    await screen.findByRole('menuitem', { name: t.actionName('date') });
    expect(screen.queryByRole('menuitem', { name: t.actionName('remove-from-album') })).toBeNull();
    expect(host.inputs('albums.set')).toEqual([]);
  });

  it('is searched by the box, under a chip that leads to all photos', async () => {
    const { user, host } = await openAlbum();
    await user.type(screen.getByRole('combobox'), 'beach');
    await screen.findByText(t.inAlbum('Summer'));
    await waitFor(() =>
      expect(host.inputs('search.run')).toContainEqual(
        expect.objectContaining({ text: 'beach', within: { album: 12, outside: false } }),
      ),
    );
    await waitFor(() => expect(location.hash).toBe('#/albums/12?q=beach'));
    await user.click(screen.getByRole('button', { name: t.searchAllPhotos }));
    await waitFor(() => expect(location.hash).toBe('#/photos?q=beach'));
    expect(screen.queryByText(t.inAlbum('Summer'))).toBeNull();
  });

  it('is shown whole again by what a search without a result offers', async () => {
    const { user } = await openAlbum();
    await user.type(screen.getByRole('combobox'), 'nothing{Enter}');
    await user.click(await screen.findByRole('button', { name: t.showAllOfAlbum }));
    await waitFor(() => expect(location.hash).toBe('#/albums/12'));
  });

  it('adds photos that are found outside of it', async () => {
    const { user, host } = await openAlbum();
    await user.click(await screen.findByRole('button', { name: t.addPhotos }));
    const dialog = within(await screen.findByRole('dialog', { name: t.addPhotosTo('Summer') }));
    await user.type(dialog.getByRole('searchbox'), 'beach');
    await waitFor(() =>
      expect(host.inputs('search.run')).toContainEqual(
        expect.objectContaining({ text: 'beach', within: { album: 12, outside: true } }),
      ),
    );
    await user.click(await dialog.findByRole('button', { name: t.selectAllFound }));
    await dialog.findByText(t.selected(2));
    await user.click(dialog.getByRole('button', { name: t.addPhotos }));
    expect(host.inputs('albums.set')).toEqual([{ album: 12, photos: [1, 3], on: true }]);
  });

  it('deletes the album without a question, and takes it back', async () => {
    const { user, host } = await openAlbum();
    await user.click(screen.getByRole('button', { name: t.moreOf('Summer') }));
    await user.click(await screen.findByRole('menuitem', { name: t.removeAlbum }));
    await screen.findByText(t.albumRemoved('Summer'));
    await screen.findByRole('heading', { name: t.albums });
    expect(host.albums).toEqual([]);
    await user.click(screen.getByRole('button', { name: t.undo }));
    await screen.findByRole('button', { name: t.openAlbum('Summer', 3) });
  });

  it('of a kept search shows its parts, which can be changed, and has no order by hand', async () => {
    const { user, host } = await openAlbum({ search: 'beach', order: 'newest' });
    await screen.findByRole('button', { name: t.changeAlbumSearch });
    await waitFor(() => expect(document.querySelector('.album-search .chip')).not.toBeNull());
    expect(screen.queryByRole('button', { name: t.addPhotos })).toBeNull();
    await user.click(screen.getByRole('button', { name: `${t.sort}: ${t.albumOrder('newest')}` }));
    await screen.findByRole('menuitemradio', { name: t.albumOrder('oldest') });
    expect(screen.queryByRole('menuitemradio', { name: t.albumOrder('hand') })).toBeNull();
    await user.keyboard('{Escape}');
    await user.click(screen.getByRole('button', { name: t.changeAlbumSearch }));
    const field = screen.getByRole('textbox', { name: t.albumSearch });
    await user.clear(field);
    await user.type(field, 'dog{Enter}');
    await screen.findByText(t.albumSearchChanged);
    expect(host.albums[0]?.search).toBe('dog');
  });
});

it('sorts albums by change, name, date and size', () => {
  const albums = [
    album({ name: 'b10', changedAt: 1, to: '2019', photos: 5 }),
    album({ name: 'b9', changedAt: 3, to: null, photos: 7 }),
    album({ name: 'A', changedAt: 2, to: '2021', photos: 5 }),
  ];
  const names = (sort: Parameters<typeof sortAlbums>[1]) =>
    sortAlbums(albums, sort, 'en').map(({ name }) => name);
  expect(names('changed')).toEqual(['b9', 'A', 'b10']);
  expect(names('name')).toEqual(['A', 'b9', 'b10']);
  expect(names('newest')).toEqual(['A', 'b10', 'b9']);
  expect(names('most')).toEqual(['b9', 'A', 'b10']);
});
