// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { strings } from '../../../renderer/i18n/strings.ts';
import { BeachcombError } from '../../../src/domain/error.ts';
import { LONGEST_SEARCH } from '../../../src/domain/text-limits.ts';
import { memoryHost } from './support/memory-host.ts';
import { renderWindow } from './support/render-window.tsx';

const t = strings.en;
const box = (): HTMLInputElement => screen.getByRole('combobox');
const options = (): HTMLElement[] => screen.queryAllByRole('option');
const texts = (host: ReturnType<typeof memoryHost>): unknown[] =>
  host.inputs('search.run').map((input) => (input as { readonly text: string }).text);

describe('the suggestions of the search box', () => {
  it('are gone through by the arrow keys, around the end, while the focus stays in the box', async () => {
    const { user } = await renderWindow();
    await user.type(box(), 'bea');
    await waitFor(() => expect(options()).toHaveLength(2));
    const chosen = (): (string | undefined)[] =>
      options()
        .filter((one) => one.getAttribute('aria-selected') === 'true')
        .map((one) => one.id);
    expect(chosen()).toEqual([]);
    await user.keyboard('{ArrowDown}{ArrowDown}');
    expect(chosen()).toEqual([options()[1]?.id]);
    expect(box().getAttribute('aria-activedescendant')).toBe(options()[1]?.id);
    // Behind the last one comes the text itself, then the first again.
    await user.keyboard('{ArrowDown}');
    expect(chosen()).toEqual([]);
    await user.keyboard('{ArrowDown}');
    expect(chosen()).toEqual([options()[0]?.id]);
    expect(document.activeElement).toBe(box());
  });

  it('put the chosen one in the place of what was typed, and search for it', async () => {
    const { user, host } = await renderWindow();
    await user.type(box(), 'dog bea');
    await waitFor(() => expect(options()).toHaveLength(2));
    await user.keyboard('{ArrowDown}{Enter}');
    expect(box().value).toMatch(/^dog beach ?$/);
    expect(options()).toHaveLength(0);
    await waitFor(() => expect(texts(host)).toContain('dog beach'));
  });

  it('close by Escape before the text is cleared by it', async () => {
    const { user } = await renderWindow();
    await user.type(box(), 'bea');
    await waitFor(() => expect(options()).toHaveLength(2));
    await user.keyboard('{Escape}');
    expect(options()).toHaveLength(0);
    expect(box().value).toBe('bea');
    await user.keyboard('{Escape}');
    expect(box().value).toBe('');
  });

  it('keep a search, and offer it where nothing is typed', async () => {
    const { user, host } = await renderWindow();
    await user.type(box(), 'beach');
    await user.click(await screen.findByRole('button', { name: t.saveSearch }));
    await screen.findByRole('button', { name: t.unsaveSearch });
    expect(host.searches.saved).toEqual(['beach']);
    await user.click(screen.getByRole('button', { name: t.clearSearch }));
    const group = await screen.findByRole('group', { name: t.savedSearches });
    expect(within(group).getAllByRole('option')).toHaveLength(1);
  });
});

describe('the chips of a search', () => {
  const search = async (text: string, photos: number) => {
    const shown = await renderWindow(memoryHost(7));
    await shown.user.type(box(), text);
    const words = text.split(' ');
    // Also what was typed so far is searched for: wait for the whole text.
    await waitFor(() => expect(texts(shown.host).at(-1)).toBe(text));
    await waitFor(() =>
      expect(within(screen.getByRole('list', { name: t.readAs })).getAllByRole('listitem')).toHaveLength(
        words.length,
      ),
    );
    await screen.findByText(t.photos(photos));
    return { ...shown, chips: () => within(screen.getByRole('list', { name: t.readAs })) };
  };
  const menuOf = (chips: ReturnType<typeof within>, at = 0): HTMLElement => {
    const button = chips.getAllByRole('button', { expanded: false })[at];
    if (button === undefined) throw new Error(`there is no chip ${at}`);
    return button;
  };

  it('take their part out of the search, and give the focus to the box', async () => {
    const { user, chips } = await search('beach dog', 4);
    await user.click(chips().getByRole('button', { name: t.removeFromSearch('dog') }));
    expect(box().value).toBe('beach');
    expect(document.activeElement).toBe(box());
    await waitFor(() => expect(chips().getAllByRole('listitem')).toHaveLength(1));
  });

  it('turn their part into its opposite and back', async () => {
    const { user, chips } = await search('beach', 4);
    await user.click(menuOf(chips()));
    await user.click(await screen.findByRole('menuitem', { name: t.excludePart('beach') }));
    expect(box().value).toBe('-beach');
    await screen.findByText(t.photos(3));
    await user.click(menuOf(chips()));
    await user.click(await screen.findByRole('menuitem', { name: t.includePart('beach') }));
    expect(box().value).toBe('beach');
  });

  it('show all that a word could mean, by the keyboard, and search for one of them', async () => {
    const { user, chips, host } = await search('beach', 4);
    menuOf(chips()).focus();
    await user.keyboard('{ArrowDown}');
    const florida = await screen.findByRole('menuitemradio', { name: /Beach, Florida/ });
    expect(host.inputs('search.others')).toEqual([{ part: 'beach' }]);
    await waitFor(() => expect(document.activeElement?.getAttribute('role')).toBe('menuitem'));
    await user.keyboard('{End}');
    expect(document.activeElement).toBe(florida);
    await user.keyboard('{Enter}');
    expect(box().value).toBe('in:beach');
  });
});

describe('a search without a hit', () => {
  it('says so, offers to search without a part, and shows all again', async () => {
    const { user } = await renderWindow(memoryHost(7));
    await user.type(box(), 'nothing dog');
    await waitFor(() => expect(options()).toHaveLength(2));
    await user.keyboard('{Escape}');
    await screen.findByRole('heading', { name: t.nothingFound });
    await user.click(await screen.findByRole('button', { name: t.searchWithout('nothing') }));
    expect(box().value).toBe('dog');
    await screen.findByText(t.photos(4));
    await user.clear(box());
    await screen.findByText(t.photos(7));
  });
});

describe('a search that is too long', () => {
  const TOO_LONG = /This search is too long\. Use at most .* 2,000 characters\./;
  const paste = async (user: Awaited<ReturnType<typeof renderWindow>>['user'], text: string) => {
    await user.clear(box());
    await user.click(box());
    await user.paste(text);
  };

  it.each([
    ['letters', 'x'.repeat(5000)],
    ['words', 'beach '.repeat(1000)],
    ['a field', `${'x'.repeat(2100)}:beach`],
  ])(
    'of %s is one sentence at the box, without chips, photos and notices, until it is another',
    async (_, text) => {
      const { user, host } = await renderWindow();
      await user.type(box(), 'beach');
      await waitFor(() => expect(document.querySelectorAll('.chip')).not.toHaveLength(0));
      await paste(user, text);
      await screen.findByText(TOO_LONG);
      expect(box().value).toBe(text);
      expect(box().getAttribute('aria-invalid')).toBe('true');
      expect(document.getElementById(box().getAttribute('aria-describedby') ?? '')?.textContent).toMatch(
        TOO_LONG,
      );
      expect(document.querySelectorAll('.chip')).toHaveLength(0);
      await user.keyboard('{Enter}');
      // Longer than what is typed waits for more.
      await new Promise((resolve) => setTimeout(resolve, 300));
      expect(screen.getAllByText(TOO_LONG)).toHaveLength(1);
      expect(document.querySelector('.notices')?.textContent ?? '').toBe('');
      expect(screen.queryByRole('button', { name: t.saveSearch })).toBeNull();
      expect(texts(host).every((one) => String(one).length <= LONGEST_SEARCH)).toBe(true);

      await paste(user, 'beach dog');
      await waitFor(() => expect(document.querySelectorAll('.chip')).not.toHaveLength(0));
      expect(screen.queryByText(TOO_LONG)).toBeNull();
      expect(box().getAttribute('aria-invalid')).toBe('false');
    },
  );

  it('is stated at its address too, and no album is offered of it', async () => {
    const { user } = await renderWindow(memoryHost(), `#/photos?q=${'x'.repeat(5000)}`);
    await screen.findByText(TOO_LONG);
    await user.click(screen.getByRole('link', { name: t.albums }));
    await screen.findByRole('heading', { name: t.albums });
    expect(screen.queryByRole('radio', { name: t.byHand })).toBeNull();
    expect(document.querySelector('.notices')?.textContent ?? '').toBe('');
  });
});

it('the parts of another search are not shown while a new one takes long, or cannot be made', async () => {
  const host = memoryHost();
  const { user } = await renderWindow(host, '#/photos?q=dog');
  const chips = () => screen.queryByRole('list', { name: t.readAs });
  await waitFor(() => expect(chips()).not.toBeNull());
  const late = Promise.withResolvers<void>();
  host.state.held.set('search.run', late.promise);
  await user.type(screen.getByRole('combobox'), ' beach');
  await screen.findByText(t.stillSearching);
  expect(chips()).toBeNull();
  late.resolve();
  await waitFor(() => expect(chips()).not.toBeNull());
  host.state.held.clear();
  host.state.refused.set('search.run', new BeachcombError('unavailable', 'away'));
  await user.type(screen.getByRole('combobox'), ' sea');
  await waitFor(() => expect(chips()).toBeNull());
});
