import { nativeTheme } from 'electron';
import { THEME_ROWS, type Theme } from '../src/domain/theme.ts';

let shown: Theme = 'system';

/** Follows the theme that the user chose: in what the system draws, and in windows that are opened from now on. */
export function applyTheme(theme: Theme): void {
  shown = theme;
  nativeTheme.themeSource = THEME_ROWS[theme].scheme;
}

/** What stands in a window before its page is drawn. */
export const groundNow = (): string =>
  THEME_ROWS[shown].ground[nativeTheme.shouldUseDarkColors ? 'dark' : 'light'];
