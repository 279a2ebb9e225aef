// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { memorySpan, memoryTitle, todayOf } from '../../../renderer/features/memories/memory-words.ts';
import { strings } from '../../../renderer/i18n/strings.ts';
import type { MemoryView } from '../../../src/api/contract.ts';
import { memoryHost } from './support/memory-host.ts';
import { renderWindow } from './support/render-window.tsx';

const t = strings.en;
const TODAY = '2026-07-06';

const memory = (more: Partial<MemoryView>): MemoryView => ({
  memory: 'day-2023-07-06_2023-07-06',
  kind: 'day',
  span: { from: '2023-07-06', to: '2023-07-06' },
  place: null,
  person: null,
  isSouthern: false,
  photos: 2,
  cover: 1,
  ...more,
});
const TRIP = memory({
  memory: 'trip-2019-07-03_2019-07-10',
  kind: 'trip',
  span: { from: '2019-07-03', to: '2019-07-10' },
  place: { key: 'city:2988507', name: 'Paris' },
});
const ANNA = memory({ memory: 'person-Anna', kind: 'person', span: null, person: 'Anna' });

function hostWith(...memories: MemoryView[]) {
  const host = memoryHost();
  host.state.memories.of = memories;
  return host;
}

const row = (): Promise<HTMLElement> => screen.findByRole('region', { name: t.memories });

describe('the names of memories', () => {
  const winter = { kind: 'season', span: { from: '2018-12-01', to: '2019-02-28' } } as const;
  it.each([
    [memory({}), '3 years ago', '3 年前的今天'],
    [memory({ span: { from: '2025-07-06', to: '2025-07-06' } }), '1 year ago', '1 年前的今天'],
    [TRIP, 'Paris, July 2019', 'Paris，2019年7月'],
    [memory({ ...TRIP, place: null }), 'A trip, July 2019', '旅行，2019年7月'],
    [memory(winter), 'Winter 2018–19', '2018–19 年冬天'],
    [memory({ ...winter, isSouthern: true }), 'Summer 2018–19', '2018–19 年夏天'],
    [memory({ kind: 'year', span: { from: '2019-01-01', to: '2019-12-31' } }), 'Best of 2019', '2019 年精选'],
    [ANNA, 'Anna', 'Anna'],
  ])('%# are in both languages', (shown, en, zh) => {
    expect(memoryTitle(strings.en, shown, TODAY)).toBe(en);
    expect(memoryTitle(strings.zh, shown, TODAY)).toBe(zh);
  });

  it('have their days, of a person none', () => {
    expect(memorySpan(t, memory({}))).toBe('July 6, 2023');
    expect(memorySpan(t, TRIP)).toMatch(/^July 3\s?–\s?10, 2019$/);
    expect(memorySpan(t, ANNA)).toBe('');
  });

  it('take today from the clock of this computer', () => {
    expect(todayOf(new Date(2024, 1, 29, 23, 59, 59))).toBe('2024-02-29');
    expect(todayOf(new Date(2024, 2, 1, 0, 0, 0))).toBe('2024-03-01');
  });
});

describe('memories above the photos', () => {
  it('lead to a page of their own, whose address comes back to it', async () => {
    const { user } = await renderWindow(hostWith(TRIP, ANNA));
    await user.click(within(await row()).getByRole('link', { name: /^Paris, July 2019/ }));
    expect(location.hash).toBe('#/memories/trip-2019-07-03_2019-07-10');
    await screen.findByRole('heading', { level: 2, name: 'Paris, July 2019' });
    await screen.findByRole('button', { name: t.memoryPlay });
  });

  it('are not there where there are none, or where the user does not want them', async () => {
    const host = hostWith(TRIP);
    host.state.memories.shown = false;
    const { user } = await renderWindow(host);
    expect(screen.queryByRole('region', { name: t.memories })).toBe(null);
    await user.click(screen.getByRole('link', { name: t.settings }));
    await user.click(await screen.findByRole('checkbox', { name: t.memoriesShow }));
    await waitFor(() => expect(host.state.memories.shown).toBe(true));
    await user.click(screen.getByRole('link', { name: t.photosGrid }));
    await row();
  });

  it('have keys of their own: Enter opens the memory, not the first photo', async () => {
    const { user } = await renderWindow(hostWith(TRIP));
    within(await row())
      .getByRole('link')
      .focus();
    await user.keyboard('{Enter}');
    await screen.findByRole('heading', { level: 2, name: 'Paris, July 2019' });
    expect(document.querySelector('dialog.viewer')).toBe(null);
  });
});

describe('an open memory', () => {
  const open = async (shown: MemoryView) => {
    const host = hostWith(shown);
    const rendered = await renderWindow(host, `#/memories/${shown.memory}`);
    await screen.findByRole('button', { name: t.memoryKeep });
    return rendered;
  };

  it('is kept as an album with its photos', async () => {
    const { user, host } = await open(TRIP);
    await user.click(screen.getByRole('button', { name: t.memoryKeep }));
    await screen.findByText(t.memoryKept('Paris, July 2019'));
    expect(host.state.calls).toContainEqual({
      call: 'albums.set',
      input: { album: 1, photos: [1, 2], on: true },
    });
  });

  it('is hidden, with a way back, and the window goes on to the others', async () => {
    const { user, host } = await open(TRIP);
    await user.click(screen.getByRole('button', { name: t.memoryHide }));
    await user.click(await screen.findByRole('menuitem', { name: t.memoryHideThis }));
    await screen.findByText(t.memoryHidden);
    await screen.findByRole('heading', { level: 2, name: t.memories });
    expect(host.state.memories.excluded).toEqual([{ kind: 'memory', value: TRIP.memory }]);
    await user.click(screen.getByRole('button', { name: t.undo }));
    await waitFor(() => expect(host.state.memories.excluded).toEqual([]));
  });

  it.each([
    [TRIP, t.memoryHidePlace('Paris'), { kind: 'place', value: 'city:2988507' }],
    [TRIP, t.memoryHideDays(memorySpan(t, TRIP)), { kind: 'days', value: '2019-07-03_2019-07-10' }],
    [ANNA, t.memoryHidePerson('Anna'), { kind: 'person', value: 'Anna' }],
  ])('%# has its days, its place and its person hidden', async (shown, name, excluded) => {
    const { user, host } = await open(shown);
    await user.click(screen.getByRole('button', { name: t.memoryHide }));
    await user.click(await screen.findByRole('menuitem', { name }));
    await waitFor(() => expect(host.state.memories.excluded).toEqual([excluded]));
  });

  it('that is not there any more leads to the others, and says so', async () => {
    await renderWindow(hostWith(), '#/memories/day-2001-01-01_2001-01-01');
    await screen.findByText(t.memoryGone);
    await screen.findByText(t.memoriesNone);
  });
});

describe('the settings of memories', () => {
  it('have no heading for what is hidden where nothing is', async () => {
    await renderWindow(hostWith(), '#/settings/memories');
    await screen.findByLabelText(t.memoriesShow);
    expect(screen.queryByRole('heading', { name: t.memoriesHidden })).toBe(null);
  });

  it('list what is hidden in words, and let it in again', async () => {
    const host = hostWith();
    host.state.memories.excluded = [
      { kind: 'person', value: 'Anna' },
      { kind: 'memory', value: TRIP.memory },
      { kind: 'days', value: '2023-07-06_2023-07-06' },
    ];
    const { user } = await renderWindow(host, '#/settings/memories');
    await screen.findByText('Anna');
    await screen.findByText(/^A trip: July 3/);
    await user.click(screen.getByRole('button', { name: t.memoryRestoreOf('July 6, 2023') }));
    await waitFor(() => expect(host.state.memories.excluded).toHaveLength(2));
    await waitFor(() => expect(screen.queryByText('July 6, 2023')).toBe(null));
  });
});
