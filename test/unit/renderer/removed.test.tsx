// @vitest-environment jsdom
import { cleanup, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { strings } from '../../../renderer/i18n/strings.ts';
import { memoryHost } from './support/memory-host.ts';
import { renderWindow } from './support/render-window.tsx';

const t = strings.en;

it('what was removed is put back from its page, whichever window removed it', async () => {
  const host = memoryHost(3);
  host.state.removed = [
    { undo: 9, at: Date.now(), files: 14, photos: 14, shown: [1, 2], names: ['a.jpg', 'b.jpg'] },
    {
      undo: 4,
      at: Date.UTC(2026, 0, 2),
      files: 3,
      photos: null,
      shown: [3],
      names: ['c.jpg', 'c.cr2', 'c.xmp'],
    },
  ];
  const { user } = await renderWindow(host, '#/removed');
  await screen.findByText('a.jpg and b.jpg…');
  await user.click(screen.getByRole('button', { name: t.putBackNamed(t.files(3)) }));
  await screen.findByText(t.takenBack);
  expect(host.inputs('trash.undo')).toEqual([{ undo: 4 }]);
});

it('nothing removed is said as such', async () => {
  await renderWindow(memoryHost(), '#/removed');
  await screen.findByText(t.removedNone);
});

it('what was done can be undone after the page was loaded again', async () => {
  const host = memoryHost(5);
  const { user } = await renderWindow(host);
  document.querySelector<HTMLElement>('[data-rank="1"]')?.focus();
  await user.keyboard('f');
  // Its answer is here, and with it what undoes it.
  await screen.findByText(t.madeFavourite(1));
  cleanup();
  const again = await renderWindow(host);
  await again.user.keyboard('{Control>}z{/Control}');
  await screen.findByText(/^Undone: ./u);
  expect(host.favourites.size).toBe(0);
});

it('an address of no screen leads to all photos, and says so', async () => {
  await renderWindow(memoryHost(), '#/nonsense');
  await screen.findByRole('gridcell', { name: /^Photo 1 of/ });
  await screen.findByText(t.noSuchPage);
  expect(location.hash).toBe('');
});
