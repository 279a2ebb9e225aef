import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { SLOWNESS } from '../support/slowness.ts';
import { LOOKS, showIn, showTheme, themeOf } from './looks.ts';

/** Resolves when nothing fades or moves any more: half faded, a text has another contrast. */
const STILL = `Promise.all(
  document.getAnimations()
    .filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity)
    .map(({ finished }) => finished.catch(() => {})),
)`;

/** What axe finds on the page as it is shown, in every look: rule, what is wrong, where. */
export async function findings(page: Page): Promise<string[]> {
  const found: string[] = [];
  const own = await themeOf(page);
  for (const look of LOOKS) {
    await showIn(page, look);
    await page.evaluate(STILL);
    // The same at any speed, and most of the time of a slow page.
    if (SLOWNESS !== 1) continue;
    await page.evaluate(axe.source);
    const { violations } = await page.evaluate<axe.AxeResults>(
      `axe.run(document, {
        resultTypes: ['violations'],
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
        rules: { 'label-content-name-mismatch': { enabled: true } },
      })`,
    );
    for (const { id, impact, help, nodes } of violations)
      for (const { target, failureSummary } of nodes)
        found.push(`${look}, ${impact}: ${id} (${help}) at ${target.join(' ')}: ${failureSummary}`);
  }
  await showTheme(page, own);
  return found;
}
