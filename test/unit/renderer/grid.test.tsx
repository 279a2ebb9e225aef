// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { strings } from '../../../renderer/i18n/strings.ts';
import { memoryHost } from './support/memory-host.ts';
import { renderWindow } from './support/render-window.tsx';

const t = strings.en;
/** The window of the tests has rows of four photos of 4 : 3. */
const ROW = 4;

const cell = (rank: number): HTMLElement => {
  const found = document.querySelector<HTMLElement>(`[data-rank="${rank}"]`);
  if (found === null) throw new Error(`photo ${rank} is not in the grid`);
  return found;
};
const focused = (): number => Number((document.activeElement as HTMLElement | null)?.dataset['rank']);
const chosen = (): number[] =>
  [...document.querySelectorAll<HTMLElement>('[role="gridcell"][aria-selected="true"]')].map((one) =>
    Number(one.dataset['rank']),
  );

describe('the keyboard in the grid', () => {
  it('goes from photo to photo, row to row, and to the ends of a row, with one photo as its only stop', async () => {
    const { user } = await renderWindow(memoryHost(40));
    cell(0).focus();
    const inRow = document.querySelectorAll('[role="row"]')[0]?.children.length ?? 0;
    expect(inRow).toBe(ROW);
    await user.keyboard('{ArrowRight}{ArrowDown}');
    expect(focused()).toBe(ROW + 1);
    await user.keyboard('{End}');
    expect(focused()).toBe(2 * ROW - 1);
    await user.keyboard('{Home}{ArrowUp}{ArrowLeft}');
    // There is none before the first.
    expect(focused()).toBe(0);
    expect(document.querySelectorAll('[role="gridcell"][tabindex="0"]')).toHaveLength(1);
  });

  it('goes to the last photo and back to the first with the control key', async () => {
    const { user } = await renderWindow(memoryHost(40));
    cell(0).focus();
    await user.keyboard('{Control>}{End}{/Control}');
    await waitFor(() => expect(focused()).toBe(39));
    await user.keyboard('{Control>}{Home}{/Control}');
    await waitFor(() => expect(focused()).toBe(0));
  });

  it('opens the photo, and has the focus at the photo that was left', async () => {
    const { user } = await renderWindow(memoryHost(40));
    cell(1).focus();
    await user.keyboard('{Enter}');
    await screen.findByRole('dialog', { name: t.photoOf(2, 40) });
    await user.keyboard('{ArrowRight}{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(focused()).toBe(2);
  });

  it('comes from the search box by Enter', async () => {
    const { user } = await renderWindow(memoryHost(8));
    await user.keyboard('/');
    const box = screen.getByRole('combobox');
    expect(document.activeElement).toBe(box);
    await user.keyboard('beach');
    await screen.findByText(t.photos(4));
    await user.keyboard('{Enter}');
    await waitFor(() => expect(focused()).toBe(0));
  });

  it('stays in the grid when the photo that it was at is found no more', async () => {
    const { user, host } = await renderWindow(memoryHost(8));
    await user.keyboard('/');
    await user.keyboard('beach');
    await screen.findByText(t.photos(4));
    cell(0).focus();
    expect(cell(0).dataset['photo']).toBe('1');
    await user.keyboard('n');
    await screen.findByText(t.photos(3));
    expect(host.corrections.get('1 beach')).toBe(false);
    await waitFor(() => expect((document.activeElement as HTMLElement).dataset['photo']).toBe('3'));
    await user.keyboard('{Control>}z{/Control}');
    await screen.findByText(t.photos(4));
    expect(host.corrections.size).toBe(0);
  });

  it.each([
    ['{Space}', [1]],
    ['{Space}{ArrowRight}{Space}', [1, 2]],
    ['{Shift>}{ArrowRight}{ArrowRight}{/Shift}', [1, 2, 3]],
    ['{Shift>}{ArrowRight}{ArrowRight}{ArrowLeft}{/Shift}', [1, 2]],
    ['{Control>}a{/Control}', [0, 1, 2, 3, 4, 5]],
    ['{Space}{Escape}', []],
  ])('%s chooses the photos %j', async (keys, expected) => {
    const { user } = await renderWindow(memoryHost(6));
    cell(1).focus();
    await user.keyboard(keys.replaceAll('{Space}', '[Space]'));
    await waitFor(() => expect(chosen()).toEqual(expected));
    if (expected.length > 0) expect(screen.getByText(t.selected(expected.length))).toBeDefined();
  });

  it('makes favourites of the chosen photos, and takes it back', async () => {
    const { user, host } = await renderWindow(memoryHost(6));
    cell(1).focus();
    await user.keyboard('[Space]{ArrowRight}[Space]f');
    await screen.findByText(t.madeFavourite(2));
    expect([...host.favourites]).toEqual([2, 3]);
    await waitFor(() => expect(cell(1).getAttribute('aria-label')).toContain(t.favourites));
    await user.keyboard('{Control>}z{/Control}');
    await screen.findByText(/^Undone: ./u);
    expect(host.favourites.size).toBe(0);
    await waitFor(() => expect(cell(1).getAttribute('aria-label')).not.toContain(t.favourites));
  });
});

it.each(['f', 'h'])('%s switches on and off again, also before the photos are shown again', async (key) => {
  const host = memoryHost(6);
  const { user } = await renderWindow(host);
  cell(1).focus();
  const late = Promise.withResolvers<void>();
  host.state.held.set('search.run', late.promise);
  await user.keyboard(key);
  await screen.findByText(key === 'f' ? t.madeFavourite(1) : t.photosHidden(1));
  await user.keyboard(key);
  await screen.findByText(key === 'f' ? t.noFavourite(1) : t.photosShownAgain(1));
  expect([host.favourites.size, host.edits.get(2)?.hidden ?? false]).toEqual([0, false]);
  late.resolve();
});

describe('the bar of the chosen photos', () => {
  it('has the keys of the actions too, after one of its buttons was pressed', async () => {
    const { user, host } = await renderWindow(memoryHost(6));
    cell(1).focus();
    await user.keyboard('[Space]');
    const bar = within(await screen.findByRole('region', { name: t.selection }));
    await user.click(bar.getByRole('button', { name: t.actionName('favourite') }));
    await screen.findByText(t.madeFavourite(1));
    await user.keyboard('f');
    await screen.findByText(t.noFavourite(1));
    expect(host.favourites.size).toBe(0);
    await user.keyboard('g');
    await screen.findByRole('dialog');
  });

  it.each(['h', 'the button'])('leaves the keyboard in the grid when it goes: %s', async (way) => {
    const { user } = await renderWindow(memoryHost(6));
    cell(1).focus();
    await user.keyboard('[Space]');
    const bar = within(await screen.findByRole('region', { name: t.selection }));
    bar.getByRole('button', { name: t.actionName('favourite') }).focus();
    if (way === 'h') await user.keyboard('h');
    else {
      await user.click(bar.getByRole('button', { name: t.more }));
      await user.click(
        await screen.findByRole('menuitemcheckbox', { name: new RegExp(`^${t.actionName('hide')}`, 'u') }),
      );
    }
    await screen.findByText(t.photosHidden(1));
    await waitFor(() => expect(document.activeElement?.getAttribute('role')).toBe('gridcell'));
  });
});

it.each([
  ['the grid', 'cell'],
  ['the page', 'nothing'],
])('? lists the keys in %s', async (_, at) => {
  const { user } = await renderWindow(memoryHost(6));
  if (at === 'cell') cell(1).focus();
  await user.keyboard('?');
  const dialog = within(await screen.findByRole('dialog', { name: t.keys }));
  dialog.getByText(t.windowKeys.all);
  dialog.getByText(t.actionName('favourite'));
});

describe('the pointer in the grid', () => {
  it('opens a photo, or, where some are chosen, chooses it too', async () => {
    const { user } = await renderWindow(memoryHost(6));
    await user.keyboard('{Control>}');
    await user.click(cell(3));
    await user.keyboard('{/Control}');
    await user.click(cell(5));
    expect(chosen()).toEqual([3, 5]);
    const bar = within(screen.getByRole('region', { name: t.selection }));
    await user.click(bar.getByRole('button', { name: t.clearSelection }));
    expect(chosen()).toEqual([]);
    expect(focused()).toBe(5);
    await user.click(cell(4));
    await screen.findByRole('dialog', { name: t.photoOf(5, 6) });
  });
});
