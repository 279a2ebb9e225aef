// @vitest-environment jsdom
import { screen, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import { strings } from '../../../renderer/i18n/strings.ts';
import { memoryHost } from './support/memory-host.ts';
import { renderWindow } from './support/render-window.tsx';

it('a film of which no frame was seen shows its name and length in the grid and in the viewer', async () => {
  const host = memoryHost(2);
  host.state.films.set(1, { durationMs: 62_000, name: 'Zoo.mp4' });
  const { user } = await renderWindow(host);
  const [film, photo] = await screen.findAllByRole('gridcell');
  if (film === undefined || photo === undefined) throw new Error('two photos are in the grid');
  expect(within(film).getByText('Zoo.mp4')).toBeTruthy();
  expect(within(film).getByText('1:02')).toBeTruthy();
  expect(film.querySelector('img')).toBe(null);
  expect(photo.querySelector('.film-stand-in')).toBe(null);
  expect(photo.querySelector('img')).not.toBe(null);
  await user.dblClick(film);
  const viewer = await screen.findByRole('dialog', { name: strings.en.photoOf(1, 2) });
  expect(viewer.querySelector('.canvas .film-stand-in')?.textContent).toContain('Zoo.mp4');
});
