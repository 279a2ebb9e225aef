import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it } from 'vitest';
import { applicationMenu } from '../../../electron/application-menu.ts';
import { stringsOf } from '../../../renderer/i18n/strings.ts';
import { CATALOGUES } from '../../../src/i18n/catalogues.ts';
import { formatterOf } from '../../../src/i18n/formatter.ts';
import { messageArgumentsOf } from '../../support/message-arguments-of.ts';
import { pseudoCatalogue } from '../../support/pseudo-catalogue.ts';

const pseudo = pseudoCatalogue();

/** Texts that are the same in every language: keys of the keyboard, names of licences and programs. */
const NAMES = [
  'PgUp',
  'PgDn',
  'Home',
  'End',
  'Esc',
  'Z',
  'W',
  'Y',
  'N',
  'L',
  'F',
  'B',
  'M',
  'C',
  'I',
  'S',
  'O',
  'MIT',
  'Apache-2.0',
  'WordNet 3.0',
  'GeoNames, CC BY 4.0',
];

/** All texts in a value, with the way to each. */
function textsIn(value: unknown, way: string): (readonly [string, string])[] {
  if (typeof value === 'string') return [[way, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => textsIn(inner, `${way}.${key}`));
}

const isPlain = (text: string): boolean => /[A-Za-z]{2}/.test(text) && !NAMES.includes(text);

describe('in the pseudo-language', () => {
  it('every message keeps its arguments and has no plain letter', () => {
    for (const [key, message] of Object.entries(CATALOGUES.en))
      expect(messageArgumentsOf(Object.entries(pseudo).find(([one]) => one === key)?.[1] ?? '')).toEqual(
        messageArgumentsOf(message),
      );
  });

  it('no text of the window is of another language', () => {
    const t = stringsOf(pseudo, 'en');
    const slots = textsIn({ ...t, corrected: [], notCorrected: [] }, 't');
    expect(slots.length).toBeGreaterThan(200);
    expect(slots.filter(([, text]) => isPlain(text))).toEqual([]);
    const composed = [
      t.phase('idle', 3, 3),
      t.phase('idle', 3, 2),
      t.phase('scanning', 3, 0),
      t.phase('indexing', 3, 1),
      t.phase('paused', 3, 1),
      t.phase('stopped', 0, 0),
      t.phase('stopped', 3, 1),
      t.timeLeft(20),
      t.timeLeft(600),
      t.timeLeft(90_000),
      t.perSecond(3.4),
      t.recovered.damaged('1'),
      t.recovered.missing('1'),
      t.recoveredHas.all(1, 2),
      t.recoveredHas.some(2, 1),
      t.month(''),
      t.lessons('1', 0, 1),
      t.lessons('1', 2, 1),
      t.lessons('1', 9, 9),
      t.findsNow(1, 0),
      t.findsNow(1, 2),
      t.answered(1, true),
      t.answered(1, false),
      t.answered(1, null),
      t.coordinates(1, 2),
      t.coordinates(-1, -2),
      t.changePart('1', null),
      t.changePart('1', 2),
      t.engineFailed(
        { kind: 'processor', threads: 2, isInt8: true },
        { code: 'timed-out', seconds: 3 },
        { kind: 'apple', api: '1' },
      ),
    ];
    expect(composed.filter(isPlain)).toEqual([]);
  });

  it.each(['linux', 'darwin', 'win32'])('no item of the menu is of another language on %s', (platform) => {
    const labels = (items: readonly MenuItemConstructorOptions[]): string[] =>
      items.flatMap(({ label, submenu }) => [
        ...(label === undefined ? [] : [label]),
        ...(Array.isArray(submenu) ? labels(submenu) : []),
      ]);
    const menu = applicationMenu({
      platform,
      words: formatterOf(pseudo, 'en'),
      // In the window's language, as the window gives them.
      screens: [],
      abilities: ['desktop'],
      development: false,
      onCommand: () => {},
    });
    // macOS shows the name of the program.
    expect(labels(menu).filter((label) => isPlain(label) && label !== 'Beachcomb')).toEqual([]);
    expect(labels(menu).length).toBeGreaterThan(20);
  });
});
