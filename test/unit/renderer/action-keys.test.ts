import { expect, it } from 'vitest';
import { GRID_KEYS } from '../../../renderer/features/timeline/use-grid-keys.ts';
import { VIEWER_KEYS, viewerKeyLines } from '../../../renderer/features/viewer/viewer-keys.ts';
import { strings } from '../../../renderer/i18n/strings.ts';
import { PHOTO_ACTION_IDS, PHOTO_ACTIONS } from '../../../src/api/photo-actions.ts';
import { sections } from '../../support/how-to-add.ts';

/** Keys that grid, viewer and window (renderer/app/use-commands.ts) have themselves. */
const OWN: readonly string[] = [...GRID_KEYS, ...VIEWER_KEYS, '/'];
const keyed = PHOTO_ACTION_IDS.map((id) => [id, PHOTO_ACTIONS[id].key] as const);

it('no two actions have the same key', () => {
  const shared = keyed.filter(([id, key]) => keyed.some(([other, its]) => other !== id && its === key));
  expect(shared).toEqual([]);
});

it('no action has a key that grid, viewer or window have themselves: it would never run', () => {
  expect(keyed.filter(([, key]) => OWN.includes(key))).toEqual([]);
});

it('docs/how-to-add.md lists the letters and signs that are taken', () => {
  const taken = [...OWN, ...keyed.map(([, key]) => key)].filter((key) => key.length === 1 && key !== ' ');
  const list = [...new Set(taken)].sort().map((key) => `\`${key}\``);
  expect(sections.get('A key')).toContain(`\n\n${list.join(' ')}\n\n`);
});

it.each([strings.en, strings.zh])(
  'every line of the list of keys has its keys, in the order of the catalogue',
  (t) => {
    const lines = viewerKeyLines(t);
    expect(lines.map(([, meaning]) => meaning)).toEqual(Object.values(t.viewerKeys));
    const keys = lines.flatMap(([shown]) => shown);
    expect(keys.every((key) => key.trim() !== '')).toBe(true);
    expect(new Set(keys).size).toBe(keys.length);
  },
);
