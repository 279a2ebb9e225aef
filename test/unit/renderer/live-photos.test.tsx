// @vitest-environment jsdom
import { screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { strings } from '../../../renderer/i18n/strings.ts';
import { memoryHost } from './support/memory-host.ts';
import { renderWindow } from './support/render-window.tsx';

const t = strings.en;

// With less motion, nothing plays by itself.
let isReduced = false;
beforeEach(() => {
  vi.spyOn(window, 'matchMedia').mockImplementation(
    (media) =>
      ({
        media,
        matches: isReduced,
        addEventListener() {},
        removeEventListener() {},
      }) as unknown as MediaQueryList,
  );
});
afterEach(() => vi.restoreAllMocks());

it('a live photo is named as one, plays silently in the grid, and by its button in the viewer', async () => {
  const host = memoryHost(2);
  host.state.live.add(1);
  const { user } = await renderWindow(host);
  const cell = await screen.findByRole('gridcell', { name: new RegExp(t.livePhoto) });
  expect(cell.querySelector('video')).toBe(null);
  await user.hover(cell);
  await waitFor(() => expect(cell.querySelector('video')?.muted).toBe(true));
  await user.unhover(cell);
  await user.dblClick(cell);
  const button = await screen.findByRole('button', { name: t.playLivePhoto });
  const film = () => document.querySelector('dialog video.live');
  expect(film()).toBe(null);
  await user.click(button);
  expect(film()?.getAttribute('src')).toContain('motion');
  await user.click(button);
  expect(film()).toBe(null);
});

it('a live photo does not play in the grid where less motion is wanted, and plays in the viewer', async () => {
  isReduced = true;
  const host = memoryHost(2);
  host.state.live.add(1);
  const { user } = await renderWindow(host);
  const cell = await screen.findByRole('gridcell', { name: new RegExp(t.livePhoto) });
  await user.hover(cell);
  await user.dblClick(cell);
  await user.click(await screen.findByRole('button', { name: t.playLivePhoto }));
  expect(document.querySelector('dialog video.live')).not.toBe(null);
  expect(cell.querySelector('video')).toBe(null);
});
