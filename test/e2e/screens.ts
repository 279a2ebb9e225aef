import type { Page } from 'playwright-core';
import type { Strings } from '../../renderer/i18n/strings.ts';

/** A screen of the window, and the way there. */
export interface Screen {
  /** In words that make a file name. */
  readonly name: string;
  /** From the window as it opens, with a library as `furnishLibrary` makes it. */
  show(page: Page, t: Strings): Promise<void>;
}

const box = (page: Page) => page.getByRole('combobox', { includeHidden: false }).first();
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const cell = (page: Page, rank: number) => page.locator(`[data-rank="${rank}"]`);

/** Types a search and waits for its chips; the list of suggestions closes. */
async function search(page: Page, text: string): Promise<void> {
  await box(page).fill(text);
  await box(page).blur();
  await page.locator('.chip').first().waitFor();
}

async function view(page: Page, t: Strings, text: string): Promise<void> {
  await search(page, text);
  await cell(page, 0).click();
  await page.locator('dialog.viewer').waitFor();
  if ((await page.locator('.details').count()) === 0)
    await page.locator('dialog.viewer').getByRole('button', { name: t.details }).click();
  await page.locator('.details .bars li').first().waitFor();
}

/** Goes to a screen by the sidebar. */
export async function go(page: Page, name: string): Promise<void> {
  const menu = page.locator('.sidebar-button');
  if (await menu.isVisible()) await menu.click();
  // A number may follow its name.
  await page.locator(`.sidebar-link[title="${name}"]`).click();
}

async function explore(page: Page, t: Strings): Promise<void> {
  await go(page, t.explore);
  await page.locator('.explore-card').first().waitFor();
}

/** Of the years that Explore shows, the one with most photos. */
async function fullestYear(page: Page, t: Strings): Promise<string> {
  await explore(page, t);
  const row = page.getByRole('region', { name: t.exploreKinds.years });
  const names = await row.locator('.explore-card b').allTextContents();
  const counts = await row.locator('.explore-card small').allTextContents();
  const photos = counts.map((count) => Number(count.replace(/\D/gu, '')));
  const name = names[photos.indexOf(Math.max(...photos))] ?? '';
  return /\d{4}/u.exec(name)?.[0] ?? '';
}

async function openAlbum(page: Page, t: Strings, name: string): Promise<void> {
  await go(page, t.albums);
  await page.locator('.cover', { hasText: name }).click();
  await page.getByRole('heading', { name, level: 2 }).waitFor();
}

async function showWhere(page: Page, t: Strings, text: string): Promise<void> {
  await view(page, t, text);
  await page.keyboard.press('w');
  await page.locator('.heat').waitFor();
}

/** Waits until no picture in sight is on its way. */
export async function untilPictures(page: Page): Promise<void> {
  const areHere = `[...document.images].every((one) => {
    const { top, bottom } = one.getBoundingClientRect();
    return one.complete || bottom < 0 || top > innerHeight;
  })`;
  // The page's policy lets Playwright evaluate, but not wait for, an expression.
  while ((await page.evaluate(areHere)) !== true) await new Promise((resolve) => setTimeout(resolve, 30));
}

/** Every screen that a library with photos has, each from the start. */
export const SCREENS: readonly Screen[] = [
  { name: 'all photos', show: async () => {} },
  { name: 'results', show: (page) => search(page, 'sea') },
  { name: 'results of several parts', show: (page) => search(page, 'boat -beach 2001..2030') },
  {
    name: 'no result',
    show: async (page, t) => {
      await search(page, 'dog date:1850');
      await page.getByText(t.nothingFound).waitFor();
    },
  },
  { name: 'a corrected search', show: (page) => search(page, 'elefant') },
  { name: 'a phrase', show: (page) => search(page, 'boat on blue water') },
  { name: 'a pinned meaning', show: (page) => search(page, 'colour:blue label:boat meaning:quiet') },
  {
    name: 'suggestions',
    show: async (page) => {
      await box(page).pressSequentially('b');
      // With what was typed in bold, or by its sound: no longer those from before the first letter.
      await page.locator('.suggestion-group').first().waitFor({ state: 'detached' });
      await page.getByRole('option').nth(2).waitFor();
      await page.keyboard.press('ArrowDown');
    },
  },
  {
    name: 'suggestions before a letter',
    show: async (page) => {
      await box(page).click();
      await page.getByRole('option').nth(2).waitFor();
    },
  },
  {
    name: 'menu of a chip',
    show: async (page) => {
      await search(page, 'crane dog');
      await page.locator('.chip-button').first().click();
      await page.getByRole('menuitemradio').first().waitFor();
    },
  },
  { name: 'explore', show: explore },
  {
    name: 'map',
    show: async (page, t) => {
      await go(page, t.map);
      await page.locator('.map-marker').first().waitFor();
    },
  },
  { name: 'viewer', show: (page, t) => view(page, t, 'dog') },
  { name: 'where it was seen', show: (page, t) => showWhere(page, t, 'dog') },
  {
    name: 'menu of the viewer',
    show: async (page, t) => {
      await view(page, t, 'parrot');
      await page.locator('dialog.viewer').getByRole('button', { name: t.more, exact: true }).click();
      await page.getByRole('menuitem').first().waitFor();
    },
  },
  {
    name: 'keys',
    show: async (page, t) => {
      await view(page, t, 'dog');
      await page.keyboard.press('?');
      await page.getByRole('heading', { name: t.keys }).waitFor();
    },
  },
  {
    name: 'selection',
    show: async (page) => {
      await cell(page, 1).focus();
      await page.keyboard.press('Space');
      await page.keyboard.press('Shift+ArrowRight');
      await page.keyboard.press('Shift+ArrowRight');
      await page.locator('.selection-bar').waitFor();
    },
  },
  {
    name: 'selection in results',
    show: async (page) => {
      await search(page, 'sea');
      await cell(page, 0).focus();
      await page.keyboard.press('Space');
      await page.keyboard.press('Shift+ArrowRight');
      await page.locator('.selection-bar').waitFor();
    },
  },
  {
    name: 'into an album',
    show: async (page) => {
      await cell(page, 1).focus();
      await page.keyboard.press('Space');
      await page.keyboard.press('b');
      await page.locator('.album-row').first().waitFor();
    },
  },
  {
    name: 'a label for photos',
    show: async (page) => {
      await cell(page, 1).focus();
      await page.keyboard.press('Space');
      await page.keyboard.press('l');
      await page.locator('dialog .label-field input').fill('bo');
      await page.locator('dialog .options [role="option"]').first().waitFor();
    },
  },
  {
    name: 'a notice',
    show: async (page, t) => {
      await cell(page, 2).focus();
      await page.keyboard.press('f');
      // Where it is a favourite already, it is one no more; either can be undone.
      await press(page, t.undo);
      const [beginning = ''] = t.takenBackWhat('|').split('|');
      await page.getByText(beginning).waitFor();
    },
  },
  {
    name: 'copies',
    show: async (page) => {
      await cell(page, 1).focus();
      await page.keyboard.press('Space');
      await page.keyboard.press('e');
      await page.getByRole('dialog').getByRole('textbox').waitFor();
    },
  },
  {
    name: 'to the trash',
    show: async (page) => {
      await cell(page, 1).focus();
      await page.keyboard.press('Space');
      await page.keyboard.press('Shift+ArrowRight');
      await page.keyboard.press('Delete');
      await page.locator('.trash-plan').waitFor();
    },
  },
  {
    name: 'albums',
    show: async (page, t) => {
      await go(page, t.albums);
      await page.locator('.cover').nth(2).waitFor();
    },
  },
  {
    name: 'an album',
    show: async (page, t) => {
      await openAlbum(page, t, 'By the sea');
      await cell(page, 0).waitFor();
    },
  },
  {
    name: 'an album of a search',
    show: async (page, t) => {
      await openAlbum(page, t, 'Dogs');
      await page.locator('.album-search .chip').waitFor();
      await cell(page, 0).waitFor();
    },
  },
  {
    name: 'an empty album',
    show: async (page, t) => {
      await openAlbum(page, t, 'For grandmother');
      await page.getByText(t.emptyAlbum).waitFor();
    },
  },
  {
    name: 'a search in an album',
    show: async (page, t) => {
      await openAlbum(page, t, 'By the sea');
      await cell(page, 0).waitFor();
      await search(page, 'boat');
      await page.getByText(t.inAlbum('By the sea')).waitFor();
    },
  },
  {
    name: 'photos for an album',
    show: async (page, t) => {
      await openAlbum(page, t, 'For grandmother');
      await press(page, t.addPhotos);
      await page.getByRole('searchbox').fill('flower');
      await page.locator('.picks[aria-busy="false"]').waitFor();
      await page.locator('.pick').first().click();
      await page.locator('.pick[aria-pressed="true"]').waitFor();
    },
  },
  {
    name: 'copies as JPEG',
    show: async (page, t) => {
      await cell(page, 1).focus();
      await page.keyboard.press('Space');
      await page.keyboard.press('Shift+ArrowRight');
      await page.keyboard.press('e');
      await page.getByRole('dialog').getByText(t.copyFormat('jpeg'), { exact: true }).click();
      await page.getByText(t.copiesConverted).waitFor();
    },
  },
  {
    name: 'favourites',
    show: async (page, t) => {
      await go(page, t.favourites);
      await page.getByRole('heading', { name: t.favourites }).waitFor();
    },
  },
  {
    name: 'videos',
    show: async (page, t) => {
      await go(page, t.videosScreen);
      await page.getByRole('heading', { name: t.videosScreen }).waitFor();
    },
  },
  {
    name: 'memories',
    show: async (page, t) => {
      await go(page, t.memories);
      await page.getByRole('heading', { name: t.memories, level: 2 }).waitFor();
    },
  },
  {
    name: 'an open memory',
    show: async (page, t) => {
      const year = await fullestYear(page, t);
      await page.evaluate(`location.hash = '#/memories/year-${year}-01-01_${year}-12-31'`);
      await page.getByRole('button', { name: t.memoryKeep }).waitFor();
      await cell(page, 0).waitFor();
    },
  },
  {
    name: 'a slideshow',
    show: async (page, t) => {
      await cell(page, 0).focus();
      await page.keyboard.press('p');
      await page.locator('.slide.current').waitFor();
      await page
        .getByRole('dialog', { name: t.slideshow })
        .getByRole('button', { name: t.slideshowPause })
        .click();
    },
  },
  {
    name: 'people',
    show: async (page, t) => {
      await go(page, t.people);
      await page.locator('.people').waitFor();
    },
  },
  {
    name: 'own labels',
    show: async (page, t) => {
      await go(page, t.customLabels);
      await page.locator('.own-labels .card').first().waitFor();
    },
  },
  {
    name: 'a lesson',
    show: async (page, t) => {
      await go(page, t.customLabels);
      await press(page, t.teachLabel('Our boat'));
      await page.locator('[data-question]').first().waitFor();
      await page.keyboard.press('n');
      await page.locator('.questions .no').waitFor();
      // As it was, for whoever comes after.
      await page.locator('.questions .no').getByRole('button', { name: t.no, exact: true }).click();
      await page.locator('.questions .no').waitFor({ state: 'detached' });
    },
  },
  {
    name: 'duplicates',
    show: async (page, t) => {
      await go(page, t.duplicates);
      await page.locator('.duplicate').first().waitFor();
    },
  },
  {
    name: 'duplicates cleaned up',
    show: async (page, t) => {
      await go(page, t.duplicates);
      await page.locator('.duplicate').first().waitFor();
      await page.locator('.clean-up-bar').getByRole('checkbox').check();
      await press(page, t.cleanUp);
      await page.locator('.trash-plan').waitFor();
    },
  },
  {
    name: 'removed',
    show: async (page, t) => {
      await go(page, t.removed);
      await page.locator('.removed-run').or(page.getByText(t.removedNone)).first().waitFor();
    },
  },
  {
    name: 'folders',
    show: async (page, t) => {
      await go(page, t.folders);
      await page.getByRole('button', { name: t.subfolders, exact: true }).first().click();
      await page.locator('.excluded li').first().waitFor();
    },
  },
  {
    name: 'settings',
    show: async (page, t) => {
      await go(page, t.settings);
      await page.getByRole('heading', { name: t.library }).waitFor();
      // What is below it moves down when it comes.
      await page.locator('.engine-choice').waitFor();
    },
  },
  {
    name: 'settings to the end',
    show: async (page, t) => {
      await go(page, t.settings);
      await page.getByRole('heading', { name: t.library }).waitFor();
      // What is below it moves down when it comes.
      await page.locator('.engine-choice').waitFor();
      await page.locator('.sidecars summary').click();
      await page.getByRole('heading', { name: t.licences }).scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'keys of the window',
    show: async (page, t) => {
      await cell(page, 0).focus();
      await page.keyboard.press('?');
      await page.getByRole('heading', { name: t.keys }).waitFor();
    },
  },
  {
    name: 'problems',
    show: async (page, t) => {
      await go(page, t.problems);
      await page.locator('.problem').first().waitFor();
      await page.locator('.problem summary').first().click();
    },
  },
  {
    name: 'problems in a search',
    show: async (page) => {
      await search(page, 'is:problem');
      await page.locator('.problem-list .problem').first().waitFor();
    },
  },
  {
    name: 'indexing',
    show: async (page) => {
      await page.locator('.status-button').click();
      await page.locator('.indexing-now').waitFor();
    },
  },
];

/** Each screen of the window: its name, and the picture of it (held complete by test/unit/renderer/screens.test.tsx). */
export const WINDOW_SCREENS = {
  photos: { name: (t: Strings) => t.photosGrid, picture: 'all photos' },
  explore: { name: (t: Strings) => t.explore, picture: 'explore' },
  map: { name: (t: Strings) => t.map, picture: 'map' },
  people: { name: (t: Strings) => t.people, picture: 'people' },
  albums: { name: (t: Strings) => t.albums, picture: 'albums' },
  favourites: { name: (t: Strings) => t.favourites, picture: 'favourites' },
  videos: { name: (t: Strings) => t.videosScreen, picture: 'videos' },
  memories: { name: (t: Strings) => t.memories, picture: 'memories' },
  labels: { name: (t: Strings) => t.customLabels, picture: 'own labels' },
  duplicates: { name: (t: Strings) => t.duplicates, picture: 'duplicates' },
  removed: { name: (t: Strings) => t.removed, picture: 'removed' },
  problems: { name: (t: Strings) => t.problems, picture: 'problems' },
  folders: { name: (t: Strings) => t.folders, picture: 'folders' },
  settings: { name: (t: Strings) => t.settings, picture: 'settings' },
} as const;
export const SCREEN_NAMES = Object.keys(WINDOW_SCREENS) as (keyof typeof WINDOW_SCREENS)[];
/** And each dialog of the whole window. */
export const PICTURE_OF_DIALOG = {
  about: 'settings to the end',
  indexing: 'indexing',
  keys: 'keys of the window',
} as const;

/** What the README shows: the sample photos from their best side. */
export const README_SCREENS: readonly Screen[] = [
  { name: 'search', show: (page) => search(page, 'tree') },
  { name: 'viewer', show: (page, t) => showWhere(page, t, 'lighthouse') },
  { name: 'explore', show: explore },
];

/** Opens the window again and goes to a screen. */
export async function goToScreen(page: Page, screen: Screen, t: Strings): Promise<void> {
  await page.evaluate("location.hash = ''");
  await page.reload();
  await cell(page, 0).waitFor();
  await screen.show(page, t);
  await untilPictures(page);
}
