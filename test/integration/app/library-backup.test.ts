import { mkdirSync, renameSync } from 'node:fs';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { DEFAULT_SETTINGS } from '../../../src/api/contract/settings-calls.ts';
import type { Library } from '../../../src/app/library.ts';
import { IndexWriter } from '../../../src/store/index-writer.ts';
import { UserDataWriter } from '../../../src/store/user-data-writer.ts';
import { foundFile } from '../../support/found-file.ts';
import { openAtRest } from '../../support/open-at-rest.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const CHOSEN = { ...DEFAULT_SETTINGS, language: 'zh', theme: 'dark' };

async function open(library: string): Promise<Library> {
  const opened = await openAtRest(library, () => {});
  onTestFinished(() => opened.close());
  return opened;
}

/** A backup of a library with two folders, an excluded subfolder, an ignored problem, answers about missing files and settings. */
async function backup() {
  const root = tempFolder();
  const [photos, drive] = ['photos', 'drive'].map((name) => {
    mkdirSync(path.join(root, name));
    return path.join(root, name);
  });
  if (photos === undefined || drive === undefined) throw new Error('no folders');
  const file = path.join(root, 'first.sqlite');
  const userData = new UserDataWriter(file);
  const folder = userData.addFolder(Buffer.from(photos), 5000);
  userData.addFolder(Buffer.from(drive), 6000);
  userData.setExcluded(folder, [Buffer.from('private'), Buffer.from([0xff, 0xfe])]);
  const writer = new IndexWriter(file);
  writer.scanned.addFiles(folder, [foundFile('bad.jpg')]);
  const problem = { kind: 'empty' as const, detail: '' };
  writer.photos.save([{ file: 1, kind: 'problem', problem, hash: null }], 'm');
  writer.close();
  userData.ignoreProblems([1], true);
  userData.answerMissing(folder, [{ since: 7000, forget: false }]);
  userData.answerMissing(folder, [{ since: 8000, forget: true }]);
  userData.setSetting('window', CHOSEN);
  userData.setSetting('recovery', { at: 1 });
  userData.statements.saveSearch('dog', 1);
  const record = userData.libraryRecord();
  userData.close();
  const library = await open(file);
  const { json } = await library.handlers['userData.export']({});
  return { root, photos, drive, json, record };
}

const recordOf = (library: string) => {
  const userData = new UserDataWriter(library);
  const record = userData.libraryRecord();
  userData.close();
  return record;
};

it.each([
  ['as it was written', ''],
  ['with a byte order mark', '\uFEFF'],
])(
  'a backup %s restores folders, exclusions, ignored problems, answers about missing files and settings in a new library',
  async (_, mark) => {
    const { root, json: written, record } = await backup();
    const json = `${mark}${written}`;
    const file = path.join(root, 'second.sqlite');
    const library = await open(file);
    expect(await library.handlers['userData.import']({ json })).toMatchObject({
      skipped: 0,
      foldersAdded: 2,
      foldersKept: 0,
    });
    expect(await library.handlers['userData.import']({ json })).toMatchObject({
      foldersAdded: 0,
      foldersKept: 0,
    });
    const restored = recordOf(file);
    const without = (folders: typeof record.folders) => folders.map(({ at: _at, ...folder }) => folder);
    expect(without(restored.folders)).toEqual(without(record.folders));
    expect(restored.folders[0]?.missing).toEqual([
      { since: 7000, forget: false },
      { since: 8000, forget: true },
    ]);
    expect(restored.settings).toEqual({ window: CHOSEN });
    // A second import changes nothing.
    await library.handlers['userData.import']({ json });
    expect(recordOf(file)).toEqual(restored);
  },
);

it('an import keeps folders that are not on this computer for later, and adds them when they are', async () => {
  const { root, drive, json } = await backup();
  renameSync(drive, `${drive}-away`);
  const file = path.join(root, 'second.sqlite');
  const { handlers } = await open(file);
  expect(await handlers['userData.import']({ json })).toMatchObject({ foldersAdded: 1, foldersKept: 1 });
  expect((await handlers['folders.list']({})).map(({ name }) => name)).toEqual(['photos']);
  expect(await handlers['folders.kept']({})).toEqual({ names: ['drive'] });
  expect(await handlers['folders.retryKept']({})).toEqual({ added: 0, kept: 1 });
  renameSync(`${drive}-away`, drive);
  expect(await handlers['folders.retryKept']({})).toEqual({ added: 1, kept: 0 });
  expect((await handlers['folders.list']({})).map(({ name }) => name)).toEqual(['photos', 'drive']);
  expect(await handlers['folders.kept']({})).toEqual({ names: [] });
});

it('an import does not replace what was chosen here, and kept folders can be discarded', async () => {
  const { root, photos, drive, json } = await backup();
  renameSync(drive, `${drive}-away`);
  const file = path.join(root, 'second.sqlite');
  const userData = new UserDataWriter(file);
  userData.setExcluded(userData.addFolder(Buffer.from(photos), 1), [Buffer.from('mine')]);
  const chosenHere = { ...DEFAULT_SETTINGS, language: 'en', theme: 'light' };
  userData.setSetting('window', chosenHere);
  userData.close();
  const { handlers } = await open(file);
  await handlers['userData.import']({ json });
  const { folders, settings } = recordOf(file);
  expect(folders.map(({ excluded }) => excluded.map(String))).toEqual([['mine']]);
  expect(folders[0]?.ignored).toHaveLength(1);
  expect(settings.window).toEqual(chosenHere);
  await handlers['folders.discardKept']({});
  expect(await handlers['folders.kept']({})).toEqual({ names: [] });
});

it('a row of a backup that cannot be read costs only itself, and a backup without folders is read as before', async () => {
  const { root, json } = await backup();
  const written = JSON.parse(json) as { folders: object[]; settings: object };
  const spoilt = {
    ...written,
    folders: [
      7,
      {},
      { path: '' },
      { path: 'a\0b', at: '2024-06-01T12:00:00Z' },
      ...written.folders.map((folder) => ({ ...folder, excluded: [7, 'fine'], ignored: 'none' })),
    ],
    settings: { window: { language: 'xx' }, indexing: 3, unknown: 1 },
  };
  const library = await open(path.join(root, 'second.sqlite'));
  const result = await library.handlers['userData.import']({ json: JSON.stringify(spoilt) });
  expect(result).toMatchObject({ foldersAdded: 2, skipped: 4 + 2 * 2 + 2 });
  expect((await library.handlers['searches.list']({})).saved).toEqual(['dog']);
  expect((await library.handlers['folders.list']({}))[0]?.excluded).toEqual(['fine']);
  const { folders: _folders, settings: _settings, ...older } = written;
  const third = await open(path.join(root, 'third.sqlite'));
  expect(await third.handlers['userData.import']({ json: JSON.stringify(older) })).toMatchObject({
    foldersAdded: 0,
    foldersKept: 0,
    skipped: 0,
  });
  expect((await third.handlers['searches.list']({})).saved).toEqual(['dog']);
});
