import path from 'node:path';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { strings } from '../../renderer/i18n/strings.ts';
import { HAS_PHOTOS, PHOTOS } from '../support/paths.ts';
import { findings } from './axe-findings.ts';
import { CHROMIUM, ELECTRON } from './find-browsers.ts';
import { launchElectronOverFolder, launchOverFolder } from './launch-over-folder.ts';

const t = strings.en;
const WAIT = { timeout: 120_000, interval: 200 };

/** Three photos each of two people, in another light each. */
async function makePhotos(folder: string): Promise<void> {
  for (const name of ['kodim04', 'kodim15'])
    for (const brightness of [0.85, 1, 1.15])
      await sharp(path.join(PHOTOS, 'userlike', 'kodak', `${name}.png`))
        .modulate({ brightness })
        .jpeg({ quality: 92 })
        .toFile(path.join(folder, `${name} ${brightness}.jpg`));
}

const CARRIERS = [
  { needs: 'Chromium', isThere: CHROMIUM !== null, launch: launchOverFolder },
  { needs: 'Electron', isThere: ELECTRON !== null, launch: launchElectronOverFolder },
];

describe.each(CARRIERS)('people in $needs', ({ needs, isThere, launch }) => {
  describe.skipIf(!isThere || !HAS_PHOTOS)(`(needs ${needs} and ../shared/photos)`, () => {
    let launched: { readonly page: Page; close(): Promise<void> };

    beforeAll(async () => {
      launched = await launch(makePhotos, 'system');
    }, 180_000);
    afterAll(() => launched?.close());

    const screen = () => launched.page.locator('.page');
    const button = (name: string | RegExp) =>
      screen().getByRole('button', { name, exact: typeof name === 'string' });
    const cards = () => screen().locator('.person-card');
    const faces = () => screen().locator('.face');

    it('are found once this is turned on, after it was explained', async () => {
      const { page } = launched;
      await page.locator('[role="gridcell"]').nth(5).waitFor();
      await page.getByRole('link', { name: t.people, exact: true }).click();
      await screen().getByText(t.peoplePrivate).waitFor();
      expect(await cards().count()).toBe(0);
      expect(await findings(page)).toEqual([]);
      await button(t.analysers.faces.name).focus();
      await page.keyboard.press('Enter');
      await expect.poll(() => cards().count(), WAIT).toBe(2);
      await screen().getByText(t.peopleFound(6, 6)).waitFor();
      expect(await findings(page)).toEqual([]);
    });

    it('are named by the keyboard, and corrected with a way back', async () => {
      const { page } = launched;
      await cards().first().focus();
      await page.keyboard.press('Enter');
      await screen().getByRole('combobox').or(screen().getByRole('textbox')).first().fill('Anna');
      await page.keyboard.press('Enter');
      await screen().getByRole('heading', { name: 'Anna' }).waitFor();
      await expect.poll(() => faces().count()).toBe(3);
      await faces().first().focus();
      await page.keyboard.press('Space');
      expect(await findings(page)).toEqual([]);
      await button(t.notThisPerson).focus();
      await page.keyboard.press('Enter');
      await expect.poll(() => faces().count(), WAIT).toBe(2);
      await page.keyboard.press('Control+z');
      await expect.poll(() => faces().count(), WAIT).toBe(3);
    });

    it('are split off, and shown again where they were when that is taken back', async () => {
      const { page } = launched;
      // The face that was taken back is still chosen.
      await button(t.newPersonOfFaces).click();
      await expect.poll(() => faces().count(), WAIT).toBe(1);
      await page.keyboard.press('Control+z');
      await screen().getByRole('heading', { name: 'Anna' }).waitFor();
      await expect.poll(() => faces().count(), WAIT).toBe(3);
    });

    it('are merged by their names, and taken apart again', async () => {
      const { page } = launched;
      await button(t.backToPeople).click();
      await cards().getByText(t.whoIsThis).first().click();
      await screen().getByLabel(t.sameAs).selectOption({ label: 'Anna' });
      await button(t.mergePeople).click();
      await screen().getByRole('heading', { name: 'Anna' }).waitFor();
      await expect.poll(() => faces().count(), WAIT).toBe(6);
      await page.getByRole('button', { name: t.undo, exact: true }).click();
      await expect.poll(() => faces().count(), WAIT).toBe(3);
    });

    it('are hidden and shown again', async () => {
      await button(t.hidePerson).click();
      await button(t.unhidePerson).waitFor();
      await button(t.backToPeople).click();
      await expect.poll(() => cards().count(), WAIT).toBe(1);
      await button(t.hiddenPeople).click();
      await button(`${t.facesOfPerson} Anna`).click();
      await button(t.unhidePerson).click();
      await button(t.backToPeople).click();
      await expect.poll(() => cards().count(), WAIT).toBe(2);
    });

    it('lead to a search for their name', async () => {
      const { page } = launched;
      await cards().filter({ hasText: 'Anna' }).click();
      await screen().waitFor({ state: 'detached' });
      await expect.poll(() => page.getByRole('combobox').first().inputValue()).toBe('person:Anna');
      await expect.poll(() => page.locator('[role="gridcell"]').count(), WAIT).toBe(3);
    });

    it('are named at their faces in a photo, which leads to their page', async () => {
      const { page } = launched;
      await page.locator('[role="gridcell"]').first().focus();
      await page.keyboard.press('Enter');
      const dialog = () => page.locator('dialog[open]');
      const panel = dialog().getByRole('region', { name: t.peopleInPhoto });
      await panel.getByRole('button', { name: 'Anna' }).focus();
      await expect.poll(() => dialog().locator('.face-boxes b').allTextContents(), WAIT).toEqual(['Anna']);
      await page.keyboard.press('Enter');
      await panel.getByRole('button', { name: t.showFaces }).click();
      expect(await findings(page)).toEqual([]);
      await panel.getByRole('button', { name: t.openPerson }).click();
      await page.getByRole('heading', { name: 'Anna' }).waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('heading', { name: 'Anna' }).waitFor({ state: 'detached' });
      // The photo comes back as the page goes, and has the keys once it is there.
      await panel.getByRole('button', { name: 'Anna' }).waitFor();
      await page.keyboard.press('Escape');
      await dialog().waitFor({ state: 'detached' });
    });

    it('are forgotten after a question', async () => {
      const { page } = launched;
      await page.getByRole('link', { name: t.people, exact: true }).click();
      await button(t.forgetFaces).click();
      await screen().getByText(t.forgetFacesQuestion).waitFor();
      expect(await findings(page)).toEqual([]);
      await button(t.forgetNames).click();
      await screen().getByText(t.peopleIntro).waitFor();
      await expect.poll(() => cards().count(), WAIT).toBe(0);
      // Nor are they there once the window is loaded again.
      await page.reload();
      await screen().getByText(t.peopleIntro).waitFor();
      expect(await cards().count()).toBe(0);
    });
  });
});
