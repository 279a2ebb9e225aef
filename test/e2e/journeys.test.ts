import { mkdtempSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { strings } from '../../renderer/i18n/strings.ts';
import { createClient } from '../../src/api/client.ts';
import { dispatch } from '../../src/api/dispatch.ts';
import { fingerprint } from '../support/fingerprint.ts';
import { ownDataHome } from '../support/own-data-home.ts';
import { ROOT } from '../support/paths.ts';
import { removeFolder } from '../support/remove-folder.ts';
import { CHROMIUM, ELECTRON } from './find-browsers.ts';
import { Hand } from './hand.ts';
import { fillJourneyFolder } from './journey-library.ts';
import { JOURNEYS, type Traveller } from './journeys.ts';
import { launchElectronOverFolder, launchOverFolder } from './launch-over-folder.ts';
import { untilIndexed } from './until-indexed.ts';

const t = strings.en;
const TABLE = path.join(ROOT, 'docs', 'journeys.md');

interface Window extends Pick<Traveller, 'page' | 'call' | 'ways'> {
  readonly close: () => Promise<void>;
}

async function openInBrowser(fill: (folder: string) => Promise<void>): Promise<Window> {
  const { page, library, close } = await launchOverFolder(fill);
  return {
    page,
    call: createClient((request) => dispatch(library.handlers, 'browser', request)),
    ways: {
      addFolder: async (hand, wanted) => {
        await hand.click(page.getByLabel(t.folderPath));
        await hand.type(wanted);
        await hand.press('Enter');
      },
      exportChosen: async (hand) => {
        await hand.press('Shift+D');
        await page.getByRole('dialog').getByRole('button', { name: t.downloadNow }).waitFor();
        const [download] = await Promise.all([page.waitForEvent('download'), hand.press('Enter')]);
        const archive = readFileSync(await download.path());
        expect(archive.toString('latin1', 0, 4)).toBe('PK\x03\x04');
        return archive.readUInt16LE(archive.length - 12);
      },
    },
    close,
  };
}

async function openOnDesktop(fill: (folder: string) => Promise<void>): Promise<Window> {
  const { page, electron, close } = await launchElectronOverFolder(fill);
  /** A press of Enter in the dialog of the system, which no test can reach. */
  const willChoose = (folder: string): Promise<void> =>
    electron.evaluate(({ dialog }, picked) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [picked] });
    }, folder);
  return {
    page,
    call: createClient((request) => page.evaluate(`window.beachcomb.request(${JSON.stringify(request)})`)),
    ways: {
      addFolder: async (hand, wanted) => {
        await willChoose(wanted);
        await hand.click(page.getByRole('button', { name: t.chooseFolder }));
      },
      exportChosen: async (hand, into) => {
        await willChoose(into);
        await hand.press('e');
        const dialog = page.getByRole('dialog');
        await dialog.getByRole('button', { name: t.chooseFolder }).waitFor();
        await hand.press('Enter');
        const isDone = async (): Promise<boolean> =>
          (await dialog.getByRole('status').textContent()) === t.copiedPhotos(readdirSync(into).length);
        await expect.poll(isDone).toBe(true);
        await page.keyboard.press('Escape');
        await dialog.waitFor({ state: 'detached' });
        return readdirSync(into).length;
      },
    },
    close,
  };
}

const COLUMNS = ['journey', 'in a browser', 'in the desktop app', 'Google Photos'] as const;

/** What docs/journeys.md states of one place where journeys are run, by the name of the journey. */
function stated(place: (typeof COLUMNS)[1 | 2]): Record<string, string> {
  const [head = [], , ...rows] = readFileSync(TABLE, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .map((line) =>
      line
        .slice(1, -1)
        .split('|')
        .map((field) => field.trim()),
    );
  expect(head).toEqual(COLUMNS);
  const counts = rows.map((row): [string, string] => {
    const there = row[COLUMNS.indexOf(place)] ?? '';
    return [row[0] ?? '', there === 'the same' ? (row[COLUMNS.indexOf('in a browser')] ?? '') : there];
  });
  return Object.fromEntries(counts);
}

const CARRIERS = [
  { carrier: 'in a browser', needs: 'Chromium', isThere: CHROMIUM !== null, open: openInBrowser },
  { carrier: 'in the desktop app', needs: 'Electron', isThere: ELECTRON !== null, open: openOnDesktop },
] as const;

describe.each(CARRIERS)(
  'the journeys of a gallery $carrier, counted',
  ({ carrier, needs, isThere, open }) => {
    describe.skipIf(!isThere || process.platform !== 'linux')(`(needs ${needs} and Linux)`, () => {
      let launched: Window;
      let folder = '';
      let originals: readonly string[] = [];
      const elsewhere = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'beachcomb-journeys-')));
      const data = ownDataHome();
      const counted: Record<string, string> = {};

      beforeAll(async () => {
        data.use();
        launched = await open(async (files) => {
          folder = files;
          await fillJourneyFolder(files);
          originals = fingerprint(files);
        });
        await untilIndexed(
          { handlers: { 'status.get': (input) => launched.call('status.get', input) } },
          240_000,
        );
      }, 300_000);
      afterAll(async () => {
        await launched?.close();
        data.remove();
        removeFolder(elsewhere);
      });
      afterEach(async () => {
        await launched.page.keyboard.press('Escape');
        await launched.page.keyboard.press('Escape');
      });

      it.each(JOURNEYS)('$name', async ({ name, run }) => {
        const { page, call, ways } = launched;
        // Each begins at the timeline, with the pointer nowhere; a step back of the one before may come later.
        await expect
          .poll(async () => {
            await page.evaluate("location.hash = ''");
            return await page.getByRole('combobox', { name: 'Search your photos' }).inputValue();
          })
          .toBe('');
        await page.locator('.chip').first().waitFor({ state: 'detached' });
        await page.locator('.cell').first().waitFor();
        counted[name] = await run({ page, hand: new Hand(page), call, ways, folder, elsewhere });
      });

      it('left every original as it was, and are as many steps as docs/journeys.md states', () => {
        const files = (lines: readonly string[]): string[] => lines.filter((line) => !line.endsWith(' '));
        expect(files(fingerprint(folder))).toEqual(files(originals));
        expect(counted).toEqual(stated(carrier));
      });
    });
  },
);
