import { describe, expect, it } from 'vitest';
import {
  createUserActionSession,
  type UndoStore,
  type UserAction,
} from '../../../renderer/client/user-action-session.ts';
import { createClient } from '../../../src/api/client.ts';
import type { LabelCorrection } from '../../../src/api/contract.ts';
import { dispatch } from '../../../src/api/dispatch.ts';
import { BeachcombError } from '../../../src/domain/error.ts';

/** A host that keeps what is said as the real one does, in memory. */
function host() {
  const userData = new Map<string, boolean>();
  const favourites = new Set<number>();
  const state = { fails: false, calls: 0 };
  const handlers = {
    'labels.correct': ({ corrections }: { corrections: LabelCorrection[] }) => {
      state.calls += 1;
      if (state.fails) throw new BeachcombError('unavailable', 'away');
      return {
        before: corrections.map(({ photo, label, applies }) => {
          const key = `${photo} ${label}`;
          const before = userData.get(key) ?? null;
          if (applies === null) userData.delete(key);
          else userData.set(key, applies);
          return { photo, label, applies: before };
        }),
        moved: { above: 0, below: 5 },
      };
    },
    'favourites.set': ({ photos, on }: { photos: number[]; on: boolean }) => {
      const changed = photos.filter((photo) => favourites.has(photo) !== on);
      for (const photo of changed) on ? favourites.add(photo) : favourites.delete(photo);
      return { changed };
    },
  };
  const client = createClient((request) => dispatch(handlers as never, 'window', request));
  const kept: { actions: readonly UserAction[] } = { actions: [] };
  const store: UndoStore = {
    read: () => [...kept.actions],
    write: (actions) => {
      kept.actions = actions;
    },
  };
  /** A session of the same window: the first one, or the one after the page was loaded again. */
  const open = () => createUserActionSession({ client, moveToTrash: null }, store);
  return { session: open(), open, userData, favourites, state };
}
const not = (label: string, ...photos: number[]): LabelCorrection[] =>
  photos.map((photo) => ({ photo, label, applies: false }));

describe('what the person said', () => {
  it('is taken back to what was said before, the last first', async () => {
    const { session, userData } = host();
    await session.correct([{ photo: 1, label: 'beach', applies: true }]);
    await session.correct(not('beach', 1, 2));
    await session.undo();
    expect([...userData]).toEqual([['1 beach', true]]);
    await session.undo();
    expect(userData.size).toBe(0);
    expect(await session.undo()).toBeNull();
  });

  it('of many photos is one call, and one to take it back', async () => {
    const { session, state } = host();
    const action = await session.correct(not('beach', ...Array.from({ length: 500 }, (_, at) => at + 1)));
    expect(action.photos).toBe(500);
    await session.undo(action);
    expect(state.calls).toBe(2);
  });

  it('a favourite that was one before stays one when it is taken back', async () => {
    const { session, favourites } = host();
    await session.setFavourite([1], true);
    const action = await session.setFavourite([1, 2], true);
    expect(action.photos).toBe(1);
    await session.undo(action);
    expect([...favourites]).toEqual([1]);
  });

  it('that changed nothing is nothing to take back', async () => {
    const { session, userData } = host();
    await session.correct(not('beach', 1));
    expect((await session.correct(not('beach', 1))).photos).toBe(0);
    await session.undo();
    expect(userData.size).toBe(0);
  });

  it('can be taken back out of order, and only once', async () => {
    const { session, userData } = host();
    const first = await session.correct(not('beach', 1));
    await session.correct(not('dog', 2));
    await session.undo(first);
    expect([...userData.keys()]).toEqual(['2 dog']);
    expect(await session.undo(first)).toBeNull();
  });

  it('can be taken back after the page was loaded again, the last first, and once', async () => {
    const { session, open, userData } = host();
    await session.correct(not('beach', 1));
    await session.correct(not('dog', 2));
    const after = open();
    expect((await after.undo())?.photos).toBe(1);
    expect([...userData.keys()]).toEqual(['1 beach']);
    const later = open();
    await later.undo();
    expect(userData.size).toBe(0);
    expect(await open().undo()).toBeNull();
  });

  it('can be taken back later where the host was away', async () => {
    const { session, userData, state } = host();
    await session.correct(not('beach', 1));
    state.fails = true;
    await expect(session.undo()).rejects.toMatchObject({ kind: 'unavailable' });
    expect([...userData]).toEqual([['1 beach', false]]);
    state.fails = false;
    await session.undo();
    expect(userData.size).toBe(0);
  });
});
