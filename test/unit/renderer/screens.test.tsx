// @vitest-environment jsdom
import { expect, it } from 'vitest';
import type { DialogName } from '../../../renderer/app/open-dialog.tsx';
import { SCREEN_NAMES, type ScreenName, SCREENS as WINDOW } from '../../../renderer/app/screens.tsx';
import { strings } from '../../../renderer/i18n/strings.ts';
import { PICTURE_OF_DIALOG, SCREENS, WINDOW_SCREENS } from '../../e2e/screens.ts';

/** A screen or a dialog without a picture fails the type check. */
const screens: Readonly<Record<ScreenName, (typeof WINDOW_SCREENS)[ScreenName]>> = WINDOW_SCREENS;
const dialogs: Readonly<Record<DialogName, string>> = PICTURE_OF_DIALOG;

it('shows every screen and dialog of the window in the tests that walk all pictures', () => {
  const names = SCREENS.map(({ name }) => name);
  const wanted = [...Object.values(screens).map(({ picture }) => picture), ...Object.values(dialogs)];
  expect(wanted.filter((name) => !names.includes(name))).toEqual([]);
});

it('has the screens by their names in the order of the sidebar', () => {
  expect(Object.entries(screens).map(([name, { name: of }]) => [name, of(strings.en)])).toEqual(
    SCREEN_NAMES.map((name) => [name, WINDOW[name].name(strings.en)]),
  );
});
