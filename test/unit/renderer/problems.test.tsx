// @vitest-environment jsdom
import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { strings } from '../../../renderer/i18n/strings.ts';
import { memoryHost } from './support/memory-host.ts';
import { renderWindow } from './support/render-window.tsx';

const t = strings.en;

it('the page of problems counts damaged photos that can be shown, and leads to them', async () => {
  // It finds every other photo.
  const host = memoryHost(3);
  const { user } = await renderWindow(host, '#/problems');
  await screen.findByText(t.damagedPhotos(2), { exact: false });
  await user.click(screen.getByRole('button', { name: t.showDamaged(2) }));
  await screen.findByDisplayValue('is:damaged');
  await screen.findByRole('gridcell', { name: /^Photo 1 of 2/ });
});

it('where no photo is damaged, the page of problems does not speak of them', async () => {
  const host = memoryHost(0);
  await renderWindow(host, '#/problems');
  await expect
    .poll(() => host.inputs('search.run'))
    .toContainEqual(expect.objectContaining({ text: 'is:damaged', limit: 1 }));
  await screen.findByText(t.noProblems);
  expect(screen.queryByRole('button', { name: t.showDamaged(0) })).toBeNull();
});
