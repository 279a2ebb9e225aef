import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recoverLibrary } from '../../src/store/recover-library.ts';
import { buildApp } from '../e2e/build-app.ts';
import { ELECTRON } from '../e2e/find-browsers.ts';
import { findProcesses } from '../e2e/find-processes.ts';
import { launchElectron } from '../e2e/launch-electron.ts';
import { random } from '../support/random.ts';
import { recordAttempt } from '../support/record-attempt.ts';
import { removeFolder } from '../support/remove-folder.ts';
import { rounds } from '../support/rounds.ts';
import { sendSignal } from '../support/send-signal.ts';
import { makeUserDataLibrary, userDataOf } from '../support/user-data-library.ts';

describe.skipIf(ELECTRON === null)("Electron's main process, killed (needs Electron)", () => {
  let folder: string;
  beforeAll(async () => {
    folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'beachcomb-kill-')));
    mkdirSync(path.join(folder, 'app'));
    await buildApp(path.join(folder, 'app'), '<!doctype html><title>Beachcomb</title>');
  });
  afterAll(() => removeFolder(folder));

  it('takes its host and indexer along, and every word that the window was told of is there', async () => {
    const home = path.join(folder, 'home');
    mkdirSync(path.join(home, 'photos'), { recursive: true });
    const library = path.join(home, 'library.sqlite');
    makeUserDataLibrary(library, path.join(home, 'photos'), 50);
    const next = random(21);
    const acknowledged: string[] = [];
    const times = rounds(1, 4);
    for (let i = 0; i < times; i += 1) {
      const { page, electron, close } = await launchElectron({ app: path.join(folder, 'app'), home });
      await page.exposeFunction('told', (text: string) => void acknowledged.push(text));
      void page
        .evaluate(
          `(async () => {
            for (let n = 0; ; n += 1) {
              const text = 'round ${i} word ' + n;
              const reply = await beachcomb.request({ call: 'searches.save', input: { text } });
              if (reply.ok) await told(text);
              else await new Promise((resolve) => setTimeout(resolve, 20));
            }
          })()`,
        )
        .catch(() => {});
      await expect
        .poll(() => acknowledged.some((text) => text.startsWith(`round ${i} `)), { timeout: 30_000 })
        .toBe(true);
      await new Promise((resolve) => setTimeout(resolve, next() * 800));
      const main = electron.process();
      const gone = new Promise((resolve) => main.once('exit', resolve));
      sendSignal(main.pid, 'SIGKILL');
      await gone;
      await close().catch(() => {});
      await expect.poll(() => findProcesses(folder), { timeout: 20_000 }).toEqual([]);
    }
    const texts = () => userDataOf(library).statements.savedSearches.map(({ text }) => text);
    expect(texts()).toEqual(expect.arrayContaining(acknowledged));
    for (const end of ['', '-wal', '-shm']) rmSync(library + end, { force: true });
    expect(recoverLibrary(library, true, 0)).toMatchObject({ complete: true });
    expect(texts()).toEqual(expect.arrayContaining(acknowledged));
    recordAttempt({
      suite: 'faults',
      what: "kill -9 of Electron's main process while a person answers",
      times,
      outcome: `${acknowledged.length.toLocaleString('en')} words told to the window, all there; host and indexer ended by themselves`,
      lost: 0,
    });
  }, 180_000);
});
