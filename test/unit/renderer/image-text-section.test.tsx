// @vitest-environment jsdom
import { screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { ImageTextSection } from '../../../renderer/features/settings/image-text-section.tsx';
import { strings } from '../../../renderer/i18n/strings.ts';
import { memoryHost } from './support/memory-host.ts';
import { renderPart } from './support/render-window.tsx';

const t = strings.en;

it('an added image-text pack is chosen with one press, and what answers meanwhile is stated', async () => {
  const host = memoryHost();
  host.state.imageText = { available: ['clip@1'], chosen: null, answering: null, state: 'answering' };
  renderPart(<ImageTextSection />, host);
  const bundled = await screen.findByRole('radio', { name: t.imageText.bundled });
  expect(bundled).toHaveProperty('checked', true);
  expect(screen.queryByRole('status')).toBeNull();
  await userEvent.click(screen.getByRole('radio', { name: 'clip@1' }));
  expect((await screen.findByRole('status')).textContent).toContain(t.imageTextState('preparing'));
  expect(host.state.imageText.chosen).toBe('clip@1');
});

it('a chosen pack that was removed is still listed, with what answers instead', async () => {
  const host = memoryHost();
  host.state.imageText = { available: [], chosen: 'clip@1', answering: 'other@2', state: 'missing' };
  renderPart(<ImageTextSection />, host);
  expect(await screen.findByRole('radio', { name: 'clip@1' })).toHaveProperty('checked', true);
  const { textContent } = screen.getByRole('status');
  expect(textContent).toContain(t.imageTextState('missing'));
  expect(textContent).toContain('other@2');
});

it('nothing is shown where no pack was added', async () => {
  const host = memoryHost();
  const { container } = renderPart(<ImageTextSection />, host);
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(container.textContent).toBe('');
});
