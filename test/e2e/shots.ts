/**
 * npm run shots: pictures of every screen, and one sheet with all of them, in .cache/shots: light and dark, wide
 * and narrow, English and Chinese, empty, ten photos, fifty thousand; in Chromium, and a few in Electron where it
 * is there. With photos in ../shared the library is livelier; it is kept from run to run.
 *
 *   --readme      only the pictures of the README, into renderer/screenshots, of the sample photos alone
 *   --only WORDS  only the pictures whose names hold these words
 *   --view WORD   only that view: wide, narrow, phone or Chinese
 *   --fresh       looks at all photos again
 */
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { strings } from '../../renderer/i18n/strings.ts';
import { thumbnailPath } from '../../src/store/thumbnail-path.ts';
import { addSmallPictures } from '../bench/add-small-pictures.ts';
import { syntheticLibrary } from '../bench/synthetic-library.ts';
import { HAS_PHOTOS, MODELS, PHOTOS, ROOT } from '../support/paths.ts';
import { buildApp } from './build-app.ts';
import { contactSheet } from './contact-sheet.ts';
import { ELECTRON } from './find-browsers.ts';
import { furnishLibrary } from './furnish-library.ts';
import { type LaunchedBrowser, launchBrowser, WITH_MOUSE } from './launch-browser.ts';
import { launchElectron } from './launch-electron.ts';
import { LOOKS, type Look, showIn, showTheme, themeOf } from './looks.ts';
import { goToScreen, README_SCREENS, SCREENS, type Screen, untilPictures } from './screens.ts';

const { values } = parseArgs({
  options: {
    readme: { type: 'boolean' },
    only: { type: 'string', default: '' },
    view: { type: 'string', default: '' },
    fresh: { type: 'boolean' },
  },
});
const SHOTS = path.join(ROOT, '.cache', 'shots');
const KEPT = path.join(ROOT, '.cache', 'shots-library');
const README = path.join(ROOT, 'renderer', 'screenshots');
const LARGE = 50_000;
const WIDE = { width: 1280, height: 800 };
const NARROW = { width: 700, height: 900 };
const PHONE = { width: 400, height: 820 };
const work = mkdtempSync(path.join(os.tmpdir(), 'beachcomb-shots-'));
const app = path.join(work, 'app');
const rows: string[][] = [];

interface View {
  readonly name: string;
  readonly language: 'en' | 'zh';
  readonly viewport: { readonly width: number; readonly height: number };
}
const ALL_VIEWS: readonly View[] = [
  { name: 'wide', language: 'en', viewport: WIDE },
  { name: 'narrow', language: 'en', viewport: NARROW },
  { name: 'phone', language: 'en', viewport: PHONE },
  { name: 'Chinese', language: 'zh', viewport: WIDE },
];
const VIEWS = ALL_VIEWS.filter(({ name }) => name.includes(values.view));
/** Chinese is shown light only: words are what differs. */
const looksOf = ({ language }: View): readonly Look[] => (language === 'zh' ? ['light'] : LOOKS);

const isWanted = (name: string): boolean => name.includes(values.only);

/** Takes a page in each look; the sheet gets a row of them. */
async function shoot(page: Page, name: string, view: View, row: string[]): Promise<void> {
  const own = await themeOf(page);
  for (const look of looksOf(view)) {
    await showIn(page, look);
    await untilPictures(page);
    const file = path.join(SHOTS, `${name}, ${view.name}, ${look}.png`);
    await page.screenshot({ path: file });
    row.push(file);
  }
  await showTheme(page, own);
}

const openView = (launched: LaunchedBrowser, { language, viewport }: View): Promise<Page> =>
  launched.open({ viewport, locale: language === 'zh' ? 'zh-CN' : 'en-GB', reducedMotion: 'reduce' });

/** One picture of each of these screens in each view. */
async function shootScreens(
  launched: LaunchedBrowser,
  screens: readonly Screen[],
  prefix: string,
): Promise<void> {
  const wanted = screens.filter(({ name }) => isWanted(`${prefix}${name}`));
  const rowOf = new Map(wanted.map((screen) => [screen, [] as string[]]));
  for (const view of VIEWS) {
    const page = await openView(launched, view);
    page.setDefaultTimeout(20_000);
    for (const [screen, row] of rowOf)
      try {
        await goToScreen(page, screen, strings[view.language]);
        await shoot(page, `${prefix}${screen.name}`, view, row);
      } catch (error) {
        console.error(
          `No picture of “${prefix}${screen.name}”, ${view.name}: ${String(error).split('\n')[0]}`,
        );
      }
    await page.context().close();
  }
  rows.push(...rowOf.values());
}

async function withBrowser(home: string, run: (launched: LaunchedBrowser) => Promise<void>): Promise<void> {
  mkdirSync(home, { recursive: true });
  const launched = await launchBrowser({ app, home, browserArguments: WITH_MOUSE });
  try {
    await run(launched);
  } finally {
    await launched.close();
  }
}

/** The first screen, a folder without photos, the first photos coming in, and ten photos. */
async function shootBeginnings(): Promise<void> {
  const [first, none, coming, ten] = ['first screen', 'no photos', 'photos coming in', 'ten photos'] as const;
  const rowOf = new Map<string, string[]>([first, none, coming, ten].map((name) => [name, []]));
  const row = (name: string): string[] => rowOf.get(name) ?? [];
  if (![...rowOf.keys()].some(isWanted)) return;
  for (const view of VIEWS) {
    const t = strings[view.language];
    const home = path.join(work, view.name);
    await withBrowser(home, async (launched) => {
      const page = await openView(launched, view);
      await page.getByRole('heading', { name: t.welcome }).waitFor();
      await shoot(page, first, view, row(first));
      const empty = path.join(home, 'Nothing here');
      mkdirSync(empty);
      await launched.library.addFolder(Buffer.from(empty));
      await page.reload();
      await page.getByText(t.noPhotosInFolders).waitFor();
      await shoot(page, none, view, row(none));
    });
    await withBrowser(path.join(home, 'samples'), async (launched) => {
      const { handlers } = launched.library;
      await handlers['indexing.set']({ ...(await handlers['indexing.get']({})), mode: 'gentle' });
      const page = await openView(launched, view);
      await page.getByRole('button', { name: t.trySamples }).click();
      await page.mouse.move(0, 0);
      await page.locator('.status-bar progress').waitFor();
      await page.getByRole('gridcell').nth(5).waitFor();
      await shoot(page, coming, view, row(coming));
    });
    const few = path.join(home, 'Ten photos');
    mkdirSync(few);
    for (const name of readdirSync(path.join(MODELS, 'samples'))
      .filter((one) => one.endsWith('.jpg'))
      .slice(0, 10))
      copyFileSync(path.join(MODELS, 'samples', name), path.join(few, name));
    await withBrowser(path.join(home, 'ten'), async (launched) => {
      await launched.library.addFolder(Buffer.from(few));
      const page = await openView(launched, view);
      await page
        .getByText(t.phase('idle', 10, 10))
        .first()
        .waitFor();
      await page.getByRole('gridcell').nth(9).waitFor();
      await shoot(page, ten, view, row(ten));
    });
  }
  rows.push(...rowOf.values());
}

/** Sixteen photos, three of which were moved away: the notice, their folder, and a search that only they match. */
async function shootMissing(): Promise<void> {
  const screens: readonly Screen[] = [
    { name: 'notice', show: (page) => page.locator('.missing-notice').waitFor() },
    {
      name: 'folder',
      show: async (page) => {
        await page.locator('.missing-notice').click();
        await page.locator('.question').waitFor();
      },
    },
    {
      name: 'no other result',
      show: async (page) => {
        await page.getByRole('combobox').fill('is:favourite');
        await page.getByRole('combobox').blur();
        await page.locator('.empty').waitFor();
      },
    },
  ];
  const prefix = 'missing: ';
  if (!screens.some(({ name }) => isWanted(`${prefix}${name}`))) return;
  const home = path.join(work, 'missing');
  const [folder, away] = [path.join(home, 'Pictures'), path.join(home, 'away')];
  for (const one of [folder, away]) mkdirSync(one, { recursive: true });
  const names = readdirSync(path.join(MODELS, 'samples')).filter((one) => one.endsWith('.jpg'));
  for (const name of names.slice(0, 16))
    copyFileSync(path.join(MODELS, 'samples', name), path.join(folder, name));
  await withBrowser(home, async (launched) => {
    const { handlers } = launched.library;
    await launched.library.addFolder(Buffer.from(folder));
    const until = async (holds: () => Promise<boolean>): Promise<void> => {
      while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 250));
    };
    await until(async () => {
      const { phase, photos } = await handlers['status.get']({});
      return phase === 'idle' && photos === 16;
    });
    const { hits } = await handlers['search.run']({ text: '', sort: 'date', offset: 0, limit: 16 });
    const details = await Promise.all(hits.map(({ photo }) => handlers['photo.get']({ photo, text: '' })));
    const gone = details.slice(0, 3);
    await handlers['favourites.set']({ photos: gone.map(({ photo }) => photo), on: true });
    for (const { places } of gone) {
      const name = places[0]?.name ?? '';
      renameSync(path.join(folder, name), path.join(away, name));
    }
    await handlers['index.rescan']({});
    await until(async () => (await handlers['folders.list']({})).some(({ missing }) => missing.length > 0));
    await shootScreens(launched, screens, prefix);
  });
}

const LARGE_SCREENS: readonly Screen[] = [
  ...SCREENS.filter(({ name }) =>
    ['all photos', 'explore', 'suggestions', 'map', 'memories', 'viewer'].includes(name),
  ),
  {
    name: 'results',
    show: async (page) => {
      await page.getByRole('combobox').fill('dog');
      await page.getByRole('combobox').blur();
      await page.locator('.chip').waitFor();
    },
  },
  {
    name: 'along the timeline',
    show: async (page) => {
      const box = await page.locator('.timeline').boundingBox();
      if (box === null) throw new Error('There is no timeline.');
      await page.mouse.move(box.x + box.width / 2, box.y + 0.4 * box.height);
      await page.mouse.down();
      await page.mouse.move(box.x + box.width / 2, box.y + 0.5 * box.height, { steps: 4 });
      await page.locator('.cell img').first().waitFor();
    },
  },
];

async function shootLarge(): Promise<void> {
  const prefix = '50,000: ';
  if (!LARGE_SCREENS.some(({ name }) => isWanted(`${prefix}${name}`))) return;
  const made = await syntheticLibrary(LARGE);
  await addSmallPictures(made, LARGE);
  const home = path.join(work, 'large');
  mkdirSync(home);
  for (const [from, to] of [
    [made, path.join(home, 'library.sqlite')],
    [thumbnailPath(made), thumbnailPath(path.join(home, 'library.sqlite'))],
  ] as const)
    cpSync(from, to);
  await withBrowser(home, (launched) => shootScreens(launched, LARGE_SCREENS, prefix));
}

/** The window with its frame of the system: the same screens, opened by the shell. */
async function shootElectron(): Promise<void> {
  const prefix = 'Electron: ';
  const screens = SCREENS.filter(({ name }) => ['results', 'viewer', 'folders'].includes(name));
  if (ELECTRON === null || !screens.some(({ name }) => isWanted(`${prefix}${name}`))) return;
  const home = path.join(work, 'electron');
  cpSync(KEPT, home, { recursive: true });
  const launched = await launchElectron({ app, home });
  const row: string[] = [];
  try {
    for (const screen of screens) {
      await goToScreen(launched.page, screen, strings.en);
      await shoot(
        launched.page,
        `${prefix}${screen.name}`,
        { name: 'desktop', language: 'zh', viewport: WIDE },
        row,
      );
    }
  } finally {
    await launched.close();
  }
  rows.push(row);
}

/** Moves two photos to a trash of the library's own, for the screen of what was removed. */
async function removeSome({ library: { handlers } }: LaunchedBrowser): Promise<void> {
  const { hits } = await handlers['search.run']({ text: 'food', sort: 'date', offset: 0, limit: 2 });
  const { token } = await handlers['trash.plan']({
    photos: hits.map(({ photo }) => photo),
    copies: [],
    files: [],
    search: '',
  });
  await handlers['trash.move']({ token });
}

async function shootAll(): Promise<void> {
  // Nothing goes to the trash of whoever takes the pictures.
  process.env['XDG_DATA_HOME'] = path.join(KEPT, 'data');
  if (values.fresh === true) rmSync(KEPT, { recursive: true, force: true });
  const isNew = !existsSync(KEPT);
  const photos = path.join(KEPT, 'Pictures');
  // A copy: some of the photos are removed for a picture.
  const more = HAS_PHOTOS ? path.join(KEPT, 'userlike') : null;
  await shootBeginnings();
  await shootMissing();
  await withBrowser(KEPT, async (launched) => {
    if (isNew) {
      if (more !== null) cpSync(path.join(PHOTOS, 'userlike'), more, { recursive: true });
      await furnishLibrary(launched.library, { folder: photos, more });
      await removeSome(launched);
    }
    await shootScreens(launched, SCREENS, '');
  });
  await shootElectron();
  await shootLarge();
  const taken = rows.filter((row) => row.length > 0);
  if (taken.length > 0) await contactSheet(taken, path.join(SHOTS, 'contact-sheet.png'));
}

/** The best three, of the sample photos alone. */
async function shootReadme(): Promise<void> {
  await withBrowser(path.join(work, 'readme'), async (launched) => {
    await furnishLibrary(launched.library, { folder: path.join(work, 'Pictures'), isTidy: true });
    const page = await launched.open({
      viewport: { width: 1200, height: 750 },
      locale: 'en-GB',
      deviceScaleFactor: 1.5,
      reducedMotion: 'reduce',
    });
    mkdirSync(README, { recursive: true });
    for (const screen of README_SCREENS) {
      const colorScheme = screen.name === 'viewer' ? 'dark' : 'light';
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await goToScreen(page, screen, strings.en);
      const taken = await page.screenshot();
      await sharp(taken)
        .webp({ quality: 76, effort: 6 })
        .toFile(path.join(README, `${screen.name}.webp`));
    }
  });
}

mkdirSync(SHOTS, { recursive: true });
mkdirSync(app);
try {
  await buildApp(app);
  await (values.readme === true ? shootReadme() : shootAll());
} finally {
  rmSync(work, { recursive: true, force: true });
}
