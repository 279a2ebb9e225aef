// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { HostConnection } from '../../../renderer/client/connect.ts';
import { strings } from '../../../renderer/i18n/strings.ts';
import type { MenuCommand } from '../../../src/api/bridge.ts';
import { createDesktopClient } from '../../../src/api/desktop-client.ts';
import { canDo, PHOTO_ACTION_IDS, PHOTO_ACTIONS } from '../../../src/api/photo-actions.ts';
import { memoryHost } from './support/memory-host.ts';
import { renderWindow } from './support/render-window.tsx';

const t = strings.en;

const cell = (rank: number): HTMLElement => {
  const found = document.querySelector<HTMLElement>(`[data-rank="${rank}"]`);
  if (found === null) throw new Error(`photo ${rank} is not in the grid`);
  return found;
};
const items = (): string[] =>
  [...screen.getByRole('menu').querySelectorAll('[role^="menuitem"] .menu-name')].map(
    (item) => item.textContent,
  );
const focusedItem = (): string | undefined =>
  document.activeElement?.querySelector('.menu-name')?.textContent ?? undefined;
/** Names of the actions in a browser. */
const inBrowser = (surface: 'grid' | 'viewer', photos: 'one' | 'many'): string[] =>
  PHOTO_ACTION_IDS.filter(
    (id) =>
      canDo(id, new Set(['downloads'])) &&
      // No album is shown.
      (PHOTO_ACTIONS[id].surface === 'everywhere' ||
        (surface === 'grid' && PHOTO_ACTIONS[id].surface === 'grid')) &&
      (photos === 'one' || PHOTO_ACTIONS[id].on === 'any'),
  ).map(t.actionName);

describe('the context menu of a photo in the grid', () => {
  it.each([
    ['the right button', (photo: HTMLElement) => fireEvent.contextMenu(photo, { clientX: 20, clientY: 30 })],
    ['the menu key', (photo: HTMLElement) => fireEvent.keyDown(photo, { key: 'ContextMenu' })],
    ['Shift+F10', (photo: HTMLElement) => fireEvent.keyDown(photo, { key: 'F10', shiftKey: true })],
  ])('opens by %s with every action, and gives the focus back by Escape', async (_, ask) => {
    const { user } = await renderWindow(memoryHost(6));
    cell(1).focus();
    ask(cell(1));
    expect(items()).toEqual(inBrowser('grid', 'one'));
    expect(focusedItem()).toBe(t.actionName('open'));
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('menu')).toBeNull());
    expect(document.activeElement).toBe(cell(1));
  });

  it('goes from item to item by arrows, ends and first letters, and no key of it reaches the grid', async () => {
    const { user, host } = await renderWindow(memoryHost(6));
    cell(1).focus();
    fireEvent.keyDown(cell(1), { key: 'ContextMenu' });
    await user.keyboard('{ArrowDown}');
    expect(focusedItem()).toBe(t.actionName('alike'));
    await user.keyboard('{End}');
    expect(focusedItem()).toBe(inBrowser('grid', 'one').at(-1));
    await user.keyboard('{ArrowDown}');
    expect(focusedItem()).toBe(t.actionName('open'));
    await user.keyboard('{ArrowUp}{Home}');
    expect(focusedItem()).toBe(t.actionName('open'));
    await user.keyboard('fav');
    expect(focusedItem()).toBe(t.actionName('favourite'));
    expect(host.favourites.size).toBe(0);
  });

  it('carries out what is chosen for the photo, and shows whether it is on', async () => {
    const { user, host } = await renderWindow(memoryHost(6));
    fireEvent.contextMenu(cell(2), { clientX: 20, clientY: 30 });
    const favourite = within(screen.getByRole('menu')).getByRole('menuitemcheckbox', {
      name: t.actionName('favourite'),
      checked: false,
    });
    await user.click(favourite);
    await screen.findByText(t.madeFavourite(1));
    expect([...host.favourites]).toEqual([3]);
    await waitFor(() => expect(cell(2).getAttribute('aria-label')).toContain(t.favourites));
    fireEvent.contextMenu(cell(2), { clientX: 20, clientY: 30 });
    expect(
      within(screen.getByRole('menu')).getByRole('menuitemcheckbox', {
        name: t.actionName('favourite'),
        checked: true,
      }),
    ).toBeDefined();
  });

  it('is for all chosen photos when one of them is asked, and for another photo alone', async () => {
    const { user, host } = await renderWindow(memoryHost(6));
    cell(1).focus();
    await user.keyboard('[Space]{ArrowRight}[Space]');
    fireEvent.contextMenu(cell(2), { clientX: 20, clientY: 30 });
    expect(items()).toEqual(inBrowser('grid', 'many'));
    expect(screen.getByRole('menu').getAttribute('aria-label')).toBe(t.photoActionsOf(2));
    await user.keyboard('{Escape}');
    fireEvent.contextMenu(cell(4), { clientX: 20, clientY: 30 });
    await user.click(
      within(screen.getByRole('menu')).getByRole('menuitemcheckbox', { name: t.actionName('favourite') }),
    );
    await screen.findByText(t.madeFavourite(1));
    expect([...host.favourites]).toEqual([5]);
  });

  it('opens a photo, and searches for photos like it', async () => {
    const { user, host } = await renderWindow(memoryHost(6));
    fireEvent.contextMenu(cell(3), { clientX: 20, clientY: 30 });
    await user.click(screen.getByRole('menuitem', { name: t.actionName('alike') }));
    await waitFor(() =>
      expect(host.inputs('search.run')).toContainEqual(expect.objectContaining({ text: 'similar:4' })),
    );
  });
});

describe('the actions of the viewer', () => {
  it('are the same in its context menu, without opening the photo once more', async () => {
    const { user } = await renderWindow(memoryHost(6));
    await user.click(cell(0));
    const viewer = await screen.findByRole('dialog', { name: t.photoOf(1, 6) });
    const stage = viewer.querySelector('.stage');
    if (stage === null) throw new Error('the viewer has no stage');
    fireEvent.contextMenu(stage, { clientX: 20, clientY: 30 });
    expect(items()).toEqual(inBrowser('viewer', 'one'));
    await user.click(screen.getByRole('menuitem', { name: t.actionName('export') }));
    await screen.findByRole('dialog', { name: t.copiesOf(1) });
  });
});

describe('commands of the desktop app', () => {
  /** A desktop app whose menu can be chosen from; its other calls are never made. */
  function withMenu(photos: number) {
    const host = memoryHost(photos);
    const listeners = new Set<(command: MenuCommand) => void>();
    const calls: unknown[] = [];
    const desktop: HostConnection['desktop'] = {
      ...createDesktopClient(async ({ call, input }) => {
        // The screens of the menu "Go" are set by themselves.
        if (call !== 'setScreens') calls.push([call, input]);
        return { ok: true, output: {} };
      }),
      onCommand: (listener) => {
        listeners.add(listener);
        return () => void listeners.delete(listener);
      },
    };
    const choose = (command: MenuCommand): void => {
      for (const listener of [...listeners]) listener(command);
    };
    const connection: HostConnection = { ...host.connection, abilities: new Set(['desktop']), desktop };
    return { host: { ...host, connection }, choose, calls };
  }

  it('run the action for the photo that the keyboard is at, or for the open one', async () => {
    const { host, choose, calls } = withMenu(6);
    const { user } = await renderWindow(host);
    cell(2).focus();
    await waitFor(() => expect(cell(2).tabIndex).toBe(0));
    choose('photo-show-in-folder');
    await waitFor(() => expect(calls).toEqual([['showInFolder', 3]]));
    await user.click(cell(4));
    await screen.findByRole('dialog', { name: t.photoOf(5, 6) });
    choose('photo-favourite');
    await screen.findByText(t.madeFavourite(1));
    expect([...host.favourites]).toEqual([5]);
  });

  it('say so where an action is for one photo and several are chosen', async () => {
    const { host, choose, calls } = withMenu(6);
    const { user } = await renderWindow(host);
    cell(1).focus();
    await user.keyboard('[Space]{ArrowRight}[Space]');
    choose('photo-show-in-folder');
    await screen.findByText(t.onlyForOne);
    expect(calls).toEqual([]);
  });
});
