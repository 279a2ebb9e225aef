// @vitest-environment jsdom
import { act, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { SCREEN_NAMES, SCREENS } from '../../../renderer/app/screens.tsx';
import { strings } from '../../../renderer/i18n/strings.ts';
import { BeachcombError } from '../../../src/domain/error.ts';
import { album, IDLE, memoryHost } from './support/memory-host.ts';
import { renderWindow } from './support/render-window.tsx';

const t = strings.en;
const box = (): HTMLInputElement => screen.getByRole('combobox');
const link = (name: string): HTMLElement =>
  within(screen.getByRole('navigation')).getByRole('link', { name: new RegExp(`^${name}`) });
const heading = (name: string): Promise<HTMLElement> => screen.findByRole('heading', { level: 2, name });
const current = (): (string | null)[] =>
  screen
    .getAllByRole('link')
    .filter((one) => one.getAttribute('aria-current') === 'page')
    .map(({ title }) => title);

/** As the browser's button. */
const goBack = (): void => act(() => history.back());
const goForward = (): void => act(() => history.forward());

function hostWithProblems() {
  const host = memoryHost();
  host.state.status = { ...IDLE, problems: 2 };
  return host;
}

beforeEach(() => {
  document.title = '';
});

describe('the sidebar', () => {
  it('leads to every screen, marks it, and brings the keyboard to its heading', async () => {
    const { user } = await renderWindow(hostWithProblems());
    await screen.findByRole('link', { name: /^Problems/ });
    for (const name of [...SCREEN_NAMES].reverse()) {
      const label = SCREENS[name].name(t);
      await user.click(link(label));
      const shown = await heading(label);
      await waitFor(() => expect(document.activeElement).toBe(shown));
      expect(current()).toEqual([label]);
      expect(document.title).toBe(`${label} – Beachcomb`);
    }
  });

  it('has problems only where there are any, with their number', async () => {
    const host = hostWithProblems();
    await renderWindow(host);
    await screen.findByRole('link', { name: 'Problems (2)' });
  });

  it('has no problems where there are none', async () => {
    await renderWindow();
    await screen.findByText(t.phase('idle', 3, 3));
    expect(screen.queryByRole('link', { name: /^Problems/ })).toBeNull();
  });
});

it('what the screen of videos shows is counted as videos', async () => {
  const { user } = await renderWindow(memoryHost(4));
  await screen.findByText(t.photos(4));
  await user.click(link(t.videosScreen));
  await heading(t.videosScreen);
  const counts = (await screen.findByText(/^\d+ videos?$/)).closest('.counts');
  expect(counts?.textContent).not.toContain('photo');
});

describe('Back and Forward', () => {
  it('lead through screens, with the keyboard at what was left', async () => {
    const { user } = await renderWindow();
    await user.click(link(t.albums));
    await heading(t.albums);
    link(t.customLabels).focus();
    await user.keyboard('{Enter}');
    await heading(t.customLabels);
    goBack();
    await heading(t.albums);
    await waitFor(() => expect(current()).toEqual([t.albums]));
    goBack();
    await screen.findByRole('gridcell', { name: /^Photo 1 of/ });
    goForward();
    await heading(t.albums);
  });

  it('lead from a search, one for all its letters, to the timeline and to the search again', async () => {
    const { user } = await renderWindow(memoryHost(7));
    await user.type(box(), 'beach');
    await screen.findByText(t.photos(4));
    await waitFor(() => expect(location.hash).toBe('#/photos?q=beach'));
    goBack();
    await waitFor(() => expect(box().value).toBe(''));
    await screen.findByText(t.photos(7));
    goForward();
    await waitFor(() => expect(box().value).toBe('beach'));
    await screen.findByText(t.photos(4));
  });

  it('a cleared search leaves no address that Back would stop at', async () => {
    const { user } = await renderWindow(memoryHost(7));
    await user.click(link(t.albums));
    await heading(t.albums);
    await user.click(link(t.photosGrid));
    await user.type(box(), 'dog');
    await user.clear(box());
    await waitFor(() => expect(location.hash).toBe(''));
    goBack();
    await heading(t.albums);
  });

  it('close an open photo, and open it again', async () => {
    const { user } = await renderWindow(memoryHost(7));
    await user.click(screen.getByRole('gridcell', { name: /^Photo 2 of/ }));
    await screen.findByRole('dialog', { name: t.photoOf(2, 7) });
    await user.keyboard('{ArrowRight}');
    await screen.findByRole('dialog', { name: t.photoOf(3, 7) });
    goBack();
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    goForward();
    await screen.findByRole('dialog', { name: t.photoOf(3, 7) });
  });

  describe('a photo opened before the search that was typed has come', () => {
    /** Types a search whose answer comes with `answer`, and opens a photo of the timeline meanwhile. */
    const openWhileSearching = async (photo: number) => {
      const { host, user } = await renderWindow(memoryHost(7));
      const { promise, resolve: answer } = Promise.withResolvers<void>();
      const cell = await screen.findByRole('gridcell', { name: new RegExp(`^Photo ${photo} of`) });
      host.state.held.set('search.run', promise);
      await user.type(box(), 'beach');
      await user.click(cell);
      await screen.findByRole('dialog', { name: t.photoOf(photo, 7) });
      return { host, user, answer };
    };

    it('stays open among the photos that it was opened from where the search does not have it', async () => {
      const { host, user, answer } = await openWhileSearching(2);
      answer();
      await waitFor(() => expect(host.inputs('photo.hit')).toEqual([{ photo: 2 }]));
      await screen.findByText(t.photos(4));
      await screen.findByRole('dialog', { name: t.photoOf(2, 7) });
      expect(location.hash).toBe('#/photos?q=beach&photo=2');
      // Its neighbours are those of the list that was seen; one that the search has too leads back into it.
      await user.keyboard('{ArrowRight}');
      await screen.findByRole('dialog', { name: t.photoOf(2, 4) });
      await waitFor(() => expect(location.hash).toBe('#/photos?q=beach&photo=3'));
      await user.keyboard('{Escape}');
      await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
      await waitFor(() => expect(location.hash).toBe('#/photos?q=beach'));
    });

    it('is closed with a sentence where it left the library meanwhile', async () => {
      const { host, answer } = await openWhileSearching(2);
      host.state.refused.set('photo.hit', new BeachcombError('not-found', 'gone'));
      answer();
      await screen.findByText(t.photoGone);
      await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
      await waitFor(() => expect(location.hash).toBe('#/photos?q=beach'));
    });

    it('stays open where nobody can find out whether it is there', async () => {
      const { host, answer } = await openWhileSearching(2);
      host.state.refused.set('search.rank', new BeachcombError('unavailable', 'away'));
      answer();
      await screen.findByText(t.photos(4));
      await waitFor(() => expect(host.inputs('search.rank')).toHaveLength(1));
      await screen.findByRole('dialog', { name: t.photoOf(2, 7) });
    });

    it('stays open where the search has it too, with the keyboard in its details', async () => {
      const { answer } = await openWhileSearching(3);
      const details = await screen.findByRole('complementary', { name: t.details });
      await waitFor(() => expect(details.firstElementChild).not.toBeNull());
      const before = details.firstElementChild;
      answer();
      await screen.findByRole('dialog', { name: t.photoOf(2, 4) });
      expect(details.firstElementChild).toBe(before);
      expect(location.hash).toBe('#/photos?q=beach&photo=3');
    });
  });

  it('a photo closed by its key is followed by the list that it was opened from', async () => {
    const { user } = await renderWindow(memoryHost(7));
    await user.click(link(t.favourites));
    await heading(t.favourites);
    await user.click(link(t.photosGrid));
    await user.click(await screen.findByRole('gridcell', { name: /^Photo 2 of/ }));
    await screen.findByRole('dialog');
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    // At once another one, while the browser may still be on its way back.
    await user.click(screen.getByRole('gridcell', { name: /^Photo 4 of/ }));
    await screen.findByRole('dialog', { name: t.photoOf(4, 7) });
    await waitFor(() => expect(location.hash).toBe('#/photos?photo=4'));
    goBack();
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    goBack();
    await heading(t.favourites);
  });
});

describe('an address that is opened', () => {
  const openAt = (fragment: string, host = memoryHost(7)) => renderWindow(host, fragment);

  it('shows the search and the photo that it names', async () => {
    await openAt('#/photos?q=beach&photo=5');
    await screen.findByRole('dialog', { name: t.photoOf(3, 4) });
    expect(box().value).toBe('beach');
  });

  it('shows a photo that its search does not have by itself', async () => {
    const { user } = await openAt('#/photos?q=beach&photo=2');
    await screen.findByRole('dialog', { name: t.photoOf(1, 1) });
    expect(location.hash).toBe('#/photos?q=beach&photo=2');
    await user.keyboard('{Escape}');
    await screen.findByText(t.photos(4));
    await waitFor(() => expect(location.hash).toBe('#/photos?q=beach'));
  });

  it('says of a photo that is gone, and shows the list', async () => {
    await openAt('#/photos?q=beach&photo=99');
    await screen.findByText(t.photoGone);
    await screen.findByText(t.photos(4));
    expect(screen.queryByRole('dialog')).toBeNull();
    await waitFor(() => expect(location.hash).toBe('#/photos?q=beach'));
  });

  it('says of an album that is gone, and shows the others', async () => {
    await openAt('#/albums/12');
    await screen.findByText(t.albumGone);
    await heading(t.albums);
  });

  it('shows an album under its name, with nothing in the search box', async () => {
    const host = memoryHost(7);
    host.albums.push(album({ album: 12, name: 'Summer', photos: 2 }));
    await openAt('#/albums/12', host);
    await heading('Summer');
    expect(box().value).toBe('');
    expect(current()).toEqual([t.albums]);
    await waitFor(() =>
      expect(host.inputs('search.run')).toContainEqual(
        expect.objectContaining({ text: '', within: { album: 12, outside: false } }),
      ),
    );
  });
});

describe('Escape on a page', () => {
  it('leads back to where the window was, and from its first address to the timeline', async () => {
    const { user } = await renderWindow();
    await user.click(link(t.settings));
    await heading(t.settings);
    await user.keyboard('{Escape}');
    await screen.findByRole('gridcell', { name: /^Photo 1 of/ });
    expect(current()).toEqual([t.photosGrid]);
  });

  it.each([
    [t.albums, t.newAlbum],
    [t.customLabels, t.newLabel],
    [t.folders, t.folderPath],
  ])('keeps the text that is being written, and the page: %s', async (page, field) => {
    const { user } = await renderWindow();
    await user.click(link(page));
    await user.type(await screen.findByRole('textbox', { name: field }), 'Sea{Escape}');
    expect(screen.getByRole('textbox', { name: field })).toHaveProperty('value', 'Sea');
    await heading(page);
  });

  it('closes a field or a question that was opened on the page, and gives the focus back', async () => {
    const host = memoryHost();
    host.labels.push({ label: 'own:sea', name: 'Sea', yes: 1, no: 0 });
    const { user } = await renderWindow(host);
    await user.click(link(t.customLabels));
    for (const name of [t.renameThing('Sea'), t.removeThing('Sea')]) {
      await user.click(await screen.findByRole('button', { name }));
      await user.keyboard('{Escape}');
      expect(document.activeElement).toBe(await screen.findByRole('button', { name }));
    }
    await user.click(link(t.folders));
    for (const name of [t.subfolders, t.remove]) {
      await user.click(await screen.findByRole('button', { name }));
      if (name === t.subfolders) (await screen.findByRole('checkbox', { name: '2020' })).focus();
      await user.keyboard('{Escape}');
      await waitFor(async () =>
        expect(document.activeElement).toBe(await screen.findByRole('button', { name })),
      );
    }
    await heading(t.folders);
  });
});

describe('Ctrl+Z', () => {
  it('names what it takes back, which may be of before something that cannot be taken back', async () => {
    const { user } = await renderWindow();
    (await screen.findByRole('gridcell', { name: /^Photo 1 of/ })).focus();
    await user.keyboard('f');
    await screen.findByText(t.madeFavourite(1));
    await user.click(link(t.settings));
    await user.click(await screen.findByRole('radio', { name: t.dark }));
    await user.keyboard('{Control>}z{/Control}');
    await screen.findByText(t.takenBackWhat(t.madeFavourite(1)));
    await user.keyboard('{Control>}z{/Control}');
    await screen.findByText(t.nothingToUndo);
  });
});
