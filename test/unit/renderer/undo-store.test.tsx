// @vitest-environment jsdom
import { beforeEach, describe, expect, it } from 'vitest';
import { createUndoStore } from '../../../renderer/client/undo-store.ts';
import type { UserAction } from '../../../renderer/client/user-action-session.ts';

const favourite = (photo: number): UserAction => ({
  photos: 1,
  undo: [{ call: 'favourites.set', input: { photos: [photo], on: false } }],
});
const trashed: UserAction = {
  photos: 2,
  undo: [{ call: 'trash.undo', input: { undo: 7 } }],
  trashed: [3, 4],
  words: 'Moved 2 photos to the trash.',
};
const errors: unknown[] = [];
const store = (scope = 'a') => createUndoStore(scope, (_, error) => errors.push(error));

beforeEach(() => {
  sessionStorage.clear();
  errors.length = 0;
});

describe('the actions that can be undone', () => {
  it('outlive the page, in their order', () => {
    expect(store().read()).toEqual([]);
    store().write([favourite(1), trashed, { photos: 1, undo: [{ call: 'by-hand', input: null }] }]);
    expect(store().read()).toEqual([
      favourite(1),
      trashed,
      { photos: 1, undo: [{ call: 'by-hand', input: null }] },
    ]);
  });

  it('are not those of another server that this tab saw', () => {
    store('a').write([favourite(1)]);
    expect(store('b').read()).toEqual([]);
  });

  it('are the newest that have room, and none that is older than one without', () => {
    const large: UserAction = {
      photos: 9,
      undo: [
        {
          call: 'favourites.set',
          input: { photos: Array.from({ length: 500_000 }, (_, at) => at + 1), on: true },
        },
      ],
    };
    store().write([favourite(1), large, favourite(2), favourite(3)]);
    expect(store().read()).toEqual([favourite(2), favourite(3)]);
    expect(errors).toEqual([]);
  });

  it.each([
    'nonsense',
    '{"scope":"a"}',
    '{"scope":"a","actions":[{}]}',
    '{"scope":"a","actions":[{"photos":1,"undo":[{"call":"folders.remove","input":{"folder":1}}]}]}',
    '{"scope":"a","actions":[{"photos":1,"undo":[{"call":"favourites.set","input":{"photos":["x"],"on":true}}]}]}',
  ])('are none where what is kept is something else: %s', (text) => {
    sessionStorage.setItem('beachcomb-undo', text);
    expect(store().read()).toEqual([]);
  });
});
