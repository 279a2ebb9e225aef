// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import { strings } from '../../../renderer/i18n/strings.ts';
import { memoryHost } from './support/memory-host.ts';
import { renderWindow } from './support/render-window.tsx';

const t = strings.en;
const GROUPS = 312;

/** The page of duplicates with hundreds of groups. */
async function openDuplicates() {
  const host = memoryHost(2 * GROUPS);
  host.state.duplicates = GROUPS;
  const rendered = await renderWindow(host, '#/duplicates');
  await screen.findByText(t.duplicatesOfKind('near', GROUPS));
  return rendered;
}
const shownGroups = (): number => document.querySelectorAll('.duplicate-group').length;
const cleanUp = (): HTMLElement => screen.getByRole('button', { name: t.cleanUp });

it('duplicates are shown in pages, of which each has few, and near ones go only if they are chosen', async () => {
  const { user } = await openDuplicates();
  expect(shownGroups()).toBe(30);
  expect(cleanUp()).toHaveProperty('disabled', true);
  screen.getByText(t.pageOf(1, 11));
  await user.click(screen.getByRole('button', { name: t.nextPage }));
  await screen.findByText('61.jpg');
  expect(shownGroups()).toBe(30);
});

it('all groups are cleaned up by three clicks with a preview, and come back by one', async () => {
  const { user, host } = await openDuplicates();
  await user.click(screen.getByRole('checkbox', { name: t.allGroups(0, GROUPS) }));
  await user.click(cleanUp());
  const dialog = within(await screen.findByRole('dialog', { name: t.cleanUpDuplicates }));
  await dialog.findByText(t.cleanUpPlan(GROUPS, GROUPS, GROUPS));
  dialog.getByText(t.cleanUpMerges(1));
  expect(host.inputs('trash.move')).toEqual([]);
  await user.click(dialog.getByRole('button', { name: t.moveToTrash }));
  await screen.findByText(t.trashed(GROUPS, GROUPS));
  // What the photo that stays takes over is written before anything goes.
  const order = host.state.calls
    .map(({ call }) => call)
    .filter((call) => /^(favourites|trash)\./u.test(call));
  expect(order).toEqual(['favourites.set', 'trash.move']);
  await user.click(screen.getByRole('button', { name: t.undo }));
  await screen.findByText(/^Undone: ./u);
  expect(host.inputs('trash.undo')).toEqual([{ undo: 1 }]);
  expect(host.inputs('favourites.set')).toEqual([
    { photos: [1], on: true },
    { photos: [1], on: false },
  ]);
});

it('what stays of a group can be another copy, or all, and never nothing', async () => {
  const { user, host } = await openDuplicates();
  await user.click(screen.getAllByRole('checkbox', { name: t.cleanUpGroup(2) })[0] ?? document.body);
  const keep = (name: string): HTMLElement => screen.getByRole('checkbox', { name: t.keepNamed(name) });
  await user.click(keep('1.jpg'));
  expect(keep('1.jpg')).toHaveProperty('checked', true);
  await user.click(keep('1 (1).jpg'));
  await user.click(keep('1.jpg'));
  await user.click(cleanUp());
  await waitFor(() =>
    expect(host.inputs('duplicates.plan')).toEqual([
      { kind: 'near', all: false, groups: [1], keep: [{ group: 1, members: [2] }] },
    ]),
  );
  await user.click(await screen.findByRole('button', { name: t.cancel }));
  await user.click(screen.getAllByRole('button', { name: t.keepAll })[0] ?? document.body);
  await waitFor(() => expect(keep('1.jpg')).toHaveProperty('checked', true));
  expect(keep('1 (1).jpg')).toHaveProperty('checked', true);
});
