import { mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
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
import { CHROMIUM, ELECTRON } from './find-browsers.ts';
import { Hand } from './hand.ts';
import { fillJourneyFolder } from './journey-library.ts';
import { JOURNEYS, type Traveller } from './journeys.ts';
import { launchElectronOverFolder, launchOverFolder } from './launch-over-folder.ts';
import { untilIndexed } from './until-indexed.ts';

const t = strings.en;
const TABLE = path.join(ROOT, 'docs', 'journeys.md');

interface Window extends Pick<Traveller, 'page' | 'call'> {
  /** How a folder is added on its screen. */
  readonly addFolder: (hand: Hand, wanted: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

async function openInBrowser(fill: (folder: string) => Promise<void>): Promise<Window> {
  const { page, library, close } = await launchOverFolder(fill);
  return {
    page,
    call: createClient((request) => dispatch(library.handlers, 'browser', request)),
    addFolder: async (hand, wanted) => {
      await hand.click(page.getByLabel(t.folderPath));
      await hand.type(wanted);
      await hand.press('Enter');
    },
    close,
  };
}

async function openOnDesktop(fill: (folder: string) => Promise<void>): Promise<Window> {
  const { page, electron, close } = await launchElectronOverFolder(fill);
  return {
    page,
    call: createClient((request) => page.evaluate(`window.beachcomb.request(${JSON.stringify(request)})`)),
    addFolder: async (hand, wanted) => {
      // A press of Enter in the dialog of the system, which no test can reach.
      await electron.evaluate(({ dialog }, picked) => {
        dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [picked] });
      }, wanted);
      await hand.click(page.getByRole('button', { name: t.chooseFolder }));
    },
    close,
  };
}

/** What docs/journeys.md states, by name. */
const stated = (): Map<string, string> =>
  new Map(
    readFileSync(TABLE, 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('| ') && !line.startsWith('| ---') && !line.startsWith('| journey'))
      .map((line) => line.split('|').map((field) => field.trim()))
      .map(([, name = '', here = '']) => [name, here]),
  );

const CARRIERS = [
  {
    carrier: 'a browser',
    needs: 'Chromium',
    isThere: CHROMIUM !== null,
    open: openInBrowser,
    journeys: JOURNEYS,
    /** Counts that are not those of the table. */
    other: {} as Readonly<Record<string, string>>,
  },
  {
    carrier: 'the desktop app',
    needs: 'Electron',
    isThere: ELECTRON !== null,
    open: openOnDesktop,
    journeys: JOURNEYS.filter(({ isForDesktop }) => isForDesktop),
    // The path is chosen in the dialog of the system.
    other: { 'A folder added, vanished, back': '2 clicks' },
  },
];

describe.each(CARRIERS)('the journeys of a gallery in $carrier, counted', (carrier) => {
  const { needs, isThere, open, journeys, other } = carrier;
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
      rmSync(elsewhere, { recursive: true, force: true });
    });
    afterEach(async () => {
      await launched.page.keyboard.press('Escape');
      await launched.page.keyboard.press('Escape');
    });

    it.each(journeys)('$name', async ({ name, run }) => {
      const { page, call, addFolder } = launched;
      // Each begins at the timeline, with the pointer nowhere; a step back of the one before may come later.
      await expect
        .poll(async () => {
          await page.evaluate("location.hash = ''");
          return await page.getByRole('combobox', { name: 'Search your photos' }).inputValue();
        })
        .toBe('');
      await page.locator('.chip').first().waitFor({ state: 'detached' });
      await page.locator('.cell').first().waitFor();
      const hand = new Hand(page);
      counted[name] = await run({
        page,
        hand,
        call,
        folder,
        elsewhere,
        addFolder: (wanted) => addFolder(hand, wanted),
      });
    });

    it('left every original as it was, and are as many steps as docs/journeys.md states', () => {
      const files = (lines: readonly string[]): string[] => lines.filter((line) => !line.endsWith(' '));
      expect(files(fingerprint(folder))).toEqual(files(originals));
      const table = stated();
      expect([...table.keys()].sort()).toEqual(JOURNEYS.map(({ name }) => name).sort());
      const expected = journeys.map(({ name }) => [name, other[name] ?? table.get(name)]);
      expect(counted).toEqual(Object.fromEntries(expected));
    });
  });
});
