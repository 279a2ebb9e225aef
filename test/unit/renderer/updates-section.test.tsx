// @vitest-environment jsdom
import { fireEvent, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { UpdatesSection } from '../../../renderer/features/settings/updates-section.tsx';
import { strings } from '../../../renderer/i18n/strings.ts';
import { memoryHost } from './support/memory-host.ts';
import { renderPart } from './support/render-window.tsx';

const t = strings.en;
const PAGE = 'https://example.org/releases/v2.0.0';

it('nothing is checked for until the user turns it on or presses the button', async () => {
  const host = memoryHost();
  renderPart(<UpdatesSection />, host);
  const box = await screen.findByRole<HTMLInputElement>('checkbox', { name: t.updatesCheck });
  expect(box.checked).toBe(false);
  expect(host.state.updates.checkedAt).toBeNull();
  fireEvent.click(box);
  await expect.poll(() => box.checked).toBe(true);
  fireEvent.click(screen.getByRole('button', { name: t.updatesCheckNow }));
  await screen.findByText(t.updatesNewest('0.1.0'));
});

it('a newer version is named with its day and the address of its page', async () => {
  const host = memoryHost();
  host.state.updates = {
    ...host.state.updates,
    newer: { version: '2.0.0', date: '2027-01-01', page: PAGE },
  };
  renderPart(<UpdatesSection />, host);
  await screen.findByText(t.updatesNewer('2.0.0', '2027-01-01', PAGE));
  expect(screen.getByRole('button', { name: t.copyAddress })).toBeDefined();
});

it('a build that has no page of releases shows nothing of them', async () => {
  const host = memoryHost();
  host.state.updates = { ...host.state.updates, canCheck: false };
  renderPart(<UpdatesSection />, host);
  await new Promise((resolve) => setTimeout(resolve, 0));
  expect(screen.queryByText(t.updates)).toBeNull();
});
