import type { Page } from 'playwright-core';
import { THEME_ROWS, THEMES, type Theme } from '../../src/domain/theme.ts';

/** A theme that looks the same on every system. */
export type Look = Exclude<Theme, 'system'>;
export const LOOKS: readonly Look[] = THEMES.filter((theme) => theme !== 'system');

/** The theme that a page has. */
export const themeOf = async (page: Page): Promise<string> =>
  (await page.locator('html').getAttribute('data-theme')) ?? 'system';

/** Gives a page a theme, whatever is chosen in its settings. */
export const showTheme = async (page: Page, theme: string): Promise<void> => {
  await page.evaluate(`document.documentElement.dataset.theme = ${JSON.stringify(theme)}`);
};

/** Shows a page in a look. */
export async function showIn(page: Page, look: Look): Promise<void> {
  const { scheme } = THEME_ROWS[look];
  await page.emulateMedia({ colorScheme: scheme === 'system' ? null : scheme, reducedMotion: 'reduce' });
  await showTheme(page, look);
}
