// @vitest-environment jsdom
import { screen, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import { HistoriesNotice } from '../../../renderer/features/indexing/histories-notice.tsx';
import { strings } from '../../../renderer/i18n/strings.ts';
import type { Status } from '../../../src/api/contract.ts';
import { HISTORY_REASONS } from '../../../src/domain/recovery.ts';
import { memoryHost } from './support/memory-host.ts';
import { renderPart } from './support/render-window.tsx';

const t = strings.en;

function shown(histories: Status['histories']) {
  const host = memoryHost();
  host.state.status = { ...host.state.status, histories };
  return renderPart(<HistoriesNotice />, host);
}
const found = (reason: NonNullable<Status['histories']>['reason']): Status['histories'] => ({
  at: 1,
  reason,
  journal: 'library.sqlite.said.history.jsonl',
  library: reason === 'damaged-journal' ? null : 'library.sqlite.said.library.jsonl',
});

it.each(HISTORY_REASONS)(
  'the banner names what was found (%s), and the copies that were kept',
  async (reason) => {
    shown(found(reason));
    const banner = await screen.findByRole('status');
    expect(banner.textContent).toContain(t.histories[reason]);
    expect(banner.textContent).toContain('library.sqlite.said.history.jsonl');
    expect(banner.textContent?.includes('library.sqlite.said.library.jsonl')).toBe(
      reason !== 'damaged-journal',
    );
  },
);

it.each([
  ['both', t.historiesBoth],
  ['library', t.historiesLibrary],
  ['journal', t.historiesJournal],
] as const)('the banner of two histories makes %s count', async (choice, name) => {
  const { user, host } = shown(found('two-histories'));
  await user.click(await screen.findByRole('button', { name }));
  await waitFor(() => expect(host.inputs('status.chooseHistory')).toEqual([{ choice }]));
  // The banner goes when the host has nothing to choose any more.
  await waitFor(() => expect(screen.queryByRole('button', { name })).toBeNull());
});

it('the banner of a damaged journal, of which nothing is missing, can only be dismissed', async () => {
  const { user, host } = shown(found('damaged-journal'));
  const buttons = await screen.findAllByRole('button');
  expect(buttons.map((button) => button.getAttribute('aria-label'))).toEqual([t.dismiss]);
  await user.click(await screen.findByRole('button', { name: t.dismiss }));
  await waitFor(() => expect(host.inputs('status.chooseHistory')).toEqual([{ choice: 'both' }]));
});

it('there is no banner where there is one history', () => {
  shown(null);
  expect(screen.queryByRole('status')).toBeNull();
});
