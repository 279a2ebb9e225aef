import { expect, it } from 'vitest';
import type { SheetName } from '../../../renderer/app/open-sheet.tsx';
import { SCREEN_OF_SHEET, SCREENS } from '../../e2e/screens.ts';

/** A sheet without a screen fails the type check. */
const screens: Readonly<Record<SheetName, string>> = SCREEN_OF_SHEET;

it('opens every sheet of the window on a screen that the tests of all screens walk', () => {
  const names = SCREENS.map(({ name }) => name);
  expect(Object.values(screens).filter((name) => !names.includes(name))).toEqual([]);
});
