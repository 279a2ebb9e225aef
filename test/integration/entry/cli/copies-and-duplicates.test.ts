import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import * as z from 'zod';
import { indexFolder } from '../../../support/index-folder.ts';
import { keptCommandLine } from '../../../support/kept-command-line.ts';
import { MODELS } from '../../../support/paths.ts';
import { removeFolder } from '../../../support/remove-folder.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const sample = (name: string): string => path.join(MODELS, 'samples', name);

describe('a library with photos that lie in several places', () => {
  const root = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'beachcomb-copies-')));
  const library = path.join(root, 'library.sqlite');
  const photos = path.join(root, 'photos');
  const at = (...names: string[]): string => path.join(photos, ...names);
  const beachcomb = keptCommandLine({ LC_ALL: 'en_US.UTF-8' });
  const runBare = async (...args: string[]) => {
    const { code, out, err } = await beachcomb(args);
    return { status: code, stdout: out, stderr: err };
  };
  const run = (command: string, ...args: string[]) => runBare(command, ...args, '--library', library);

  const sidecar = at('Trip to Rome', 'Colosseum.jpg.xmp');

  beforeAll(async () => {
    for (const name of ['Camera', 'Trip to Rome', 'Small']) mkdirSync(at(name), { recursive: true });
    copyFileSync(sample('dog.jpg'), at('Camera', 'IMG_1.jpg'));
    copyFileSync(sample('dog.jpg'), at('Trip to Rome', 'Colosseum.jpg'));
    copyFileSync(sample('beach.jpg'), at('Camera', 'IMG_2.jpg'));
    copyFileSync(sample('beach.jpg'), at('Trip to Rome', 'Ostia.jpg'));
    await sharp(sample('beach.jpg')).resize(200).toFile(at('Small', 'IMG_2.jpg'));
    copyFileSync(sample('bus.jpg'), at('Camera', 'IMG_3.jpg'));
    writeFileSync(sidecar, '<x:xmpmeta xmlns:x="adobe:ns:meta/"/>');
    // The trash of this test.
    vi.stubEnv('XDG_DATA_HOME', path.join(root, 'data'));
    await indexFolder(library, photos);
  }, 120_000);
  afterAll(() => {
    vi.unstubAllEnvs();
    removeFolder(root);
  });

  const dogs = [at('Camera', 'IMG_1.jpg'), at('Trip to Rome', 'Colosseum.jpg')];
  const beaches = [at('Camera', 'IMG_2.jpg'), at('Trip to Rome', 'Ostia.jpg')];
  const small = at('Small', 'IMG_2.jpg');
  /** Groups as they are printed: paths, and an empty line after each. */
  const groups = (printed: string): string[][] =>
    printed
      .split('\n\n')
      .filter((group) => group !== '')
      .map((group) => group.split('\n'));

  it('lists both kinds of duplicates, no file twice, or one kind', async () => {
    const all = await run('duplicates');
    expect(all).toMatchObject({ status: 0, stderr: '' });
    expect(groups(all.stdout)).toEqual([[...beaches, small], dogs]);
    expect(groups((await run('duplicates', 'near')).stdout)).toEqual([[...beaches, small]]);
    expect(groups((await run('duplicates', 'exact')).stdout).toSorted()).toEqual([dogs, beaches]);
    expect(await run('duplicates', 'same')).toEqual({
      status: 2,
      stdout: '',
      stderr: "error: the value 'same' of 'duplicates' is invalid. Allowed choices are near, exact.\n",
    });
  });

  it('lists both kinds with their paths as JSON', async () => {
    const paths = (files: { path: string }[]): string[] => files.map((file) => file.path);
    const listed = JSON.parse((await run('duplicates', '--json')).stdout) as {
      total: number;
      groups: { photo: number; files: { path: string }[] }[][];
      exact: { photo: number; files: { path: string }[] }[];
    };
    expect(listed.total).toBe(1);
    expect(listed.groups.map((group) => group.map(({ files }) => paths(files)))).toEqual([
      [beaches, [small]],
    ]);
    expect(listed.exact.map(({ files }) => paths(files)).toSorted()).toEqual([dogs, beaches]);
    expect(JSON.parse((await run('duplicates', 'exact', '--json')).stdout)).toMatchObject({
      total: 0,
      groups: [],
    });
    expect(JSON.parse((await run('duplicates', 'near', '--json')).stdout)).toMatchObject({
      total: 1,
      exact: [],
    });
  });

  it.each<[string, string[], string]>([
    ['its path', dogs.slice(0, 1), 'IMG_1.jpg'],
    ['the path of its second copy', dogs.slice(1), 'Colosseum.jpg'],
    ['a search for its file name', ['--search', 'name:colosseum'], 'Colosseum.jpg'],
    ['a search for its folder', ['--search', 'dog folder:rome'], 'Colosseum.jpg'],
    ['a search for the name of the other', ['--search', 'name:IMG_1'], 'IMG_1.jpg'],
    ['a word that is its file name', ['--search', 'colosseum'], 'Colosseum.jpg'],
    ['several words', ['--search', 'dog', 'folder:camera'], 'IMG_1.jpg'],
    ['a search that names neither', ['--search', 'label:dog'], 'IMG_1.jpg'],
  ])('exports a photo under the name of the copy that is meant by %s', async (_, given, name) => {
    const target = tempFolder();
    expect(await run('export', target, ...given)).toEqual({
      status: 0,
      stdout: '1 file exported.\n',
      stderr: '',
    });
    expect(readdirSync(target)).toEqual([name]);
  });

  describe.skipIf(process.platform !== 'linux')('moved to the trash (needs Linux)', () => {
    const inTrash = (): string[] => {
      const files = path.join(root, 'data', 'Trash', 'files');
      return existsSync(files) ? readdirSync(files).toSorted() : [];
    };
    const lines = (printed: string): string[] => printed.split('\n').slice(0, -1);
    const [camera = '', rome = ''] = dogs;
    const [beach = '', ostia = ''] = beaches;

    it.each<[string, string[], string[], string[]]>([
      ['its path, with its sidecar', [rome], [rome, sidecar], [camera]],
      ['the path of the other', [camera], [camera], [rome]],
      ['both paths', [rome, camera], [camera, rome, sidecar], []],
      ['a path and --all-files', ['--all-files', camera], [camera, rome, sidecar], []],
      ['a search for its folder', ['--search', 'folder:rome dog'], [rome, sidecar], [camera]],
      ['a search for a file name', ['--search', 'name:img_1'], [camera], [rome]],
      ['a search for either', ['--search', 'name:img_1 OR name:colosseum'], [camera, rome, sidecar], []],
      ['a search that names neither', ['--search', 'label:dog'], [camera, rome, sidecar], []],
      [
        'a folder, and --all-files',
        ['--all-files', '--search', 'label:dog folder:rome'],
        [camera, rome, sidecar],
        [],
      ],
      ['paths of two photos', [rome, beach], [beach, rome, sidecar], [ostia, camera]],
    ])('is the file that is meant by %s, named before and after', async (_, given, going, others) => {
      const { status, stdout, stderr } = await run('trash', '--dry-run', ...given);
      expect({ status, files: lines(stdout).toSorted() }, stderr).toEqual({
        status: 0,
        files: going.toSorted(),
      });
      expect(
        lines(stderr)
          .filter((line) => line.startsWith('  '))
          .map((line) => line.trim())
          .toSorted(),
      ).toEqual(others.toSorted());
      expect(inTrash()).toEqual([]);
      for (const file of [...going, ...others]) expect(existsSync(file)).toBe(true);

      const moved = await run('trash', '--yes', '-0', ...given);
      expect(moved.stdout.split('\0').slice(0, -1).toSorted()).toEqual(going.toSorted());
      expect(moved.status).toBe(0);
      for (const file of going) expect(existsSync(file)).toBe(false);
      for (const file of others) expect(existsSync(file)).toBe(true);
      expect(inTrash()).toEqual(going.map((file) => path.basename(file)).toSorted());

      const back = await run('removed', 'restore', 'last');
      expect(lines(back.stdout).toSorted()).toEqual(going.toSorted());
      expect(back.stderr).toBe(`${going.length} ${going.length === 1 ? 'file' : 'files'} put back.\n`);
      for (const file of [...going, ...others]) expect(existsSync(file)).toBe(true);
      expect(inTrash()).toEqual([]);
    });

    it.each([
      ['dog xqzzt', '“xqzzt”'],
      ['xqzzt dog', '“xqzzt”'],
      ['dog without xqzzt', '“xqzzt”'],
      ['dog xqzzt blorvk', '“xqzzt”, “blorvk”'],
    ])('is nothing of a search with a word that is not understood: %s', async (text, named) => {
      for (const how of [['--dry-run'], ['--yes']])
        expect(await run('trash', ...how, '--search', text)).toEqual({
          status: 2,
          stdout: '',
          stderr: expect.stringContaining(`Nothing is moved: ${named} is not understood`),
        });
      expect(inTrash()).toEqual([]);
    });

    it('is named before the confirmation that is missing, and stays', async () => {
      const { status, stdout, stderr } = await run('trash', rome);
      expect([status, stdout]).toEqual([2, '']);
      expect(stderr).toContain('2 files (0.1 MB) will go to the trash.');
      for (const file of [rome, sidecar, camera]) expect(stderr).toContain(`\n  ${file}\n`);
      expect(existsSync(rome)).toBe(true);
    });

    it('is named in JSON by the schema that is printed', async () => {
      for (const args of [['--dry-run'], ['--yes']]) {
        const schema = z.fromJSONSchema(JSON.parse((await runBare('trash', '--schema', ...args)).stdout));
        const { stdout, stderr } = await run('trash', '--json', ...args, rome);
        expect(stderr).toBe('');
        expect(schema.parse(JSON.parse(stdout))).toMatchObject({
          paths: [{ path: rome }, { path: sidecar }],
          photos: 0,
          files: 2,
        });
      }
      expect(JSON.parse((await run('removed', 'restore', 'last', '--json')).stdout)).toMatchObject({
        files: 2,
        paths: [{ path: rome }, { path: sidecar }],
      });
    });

    it('stays where it has changed since it was scanned, with the reason', async () => {
      appendFileSync(camera, 'more');
      const { status, stdout, stderr } = await run('trash', '--yes', camera);
      expect([status, stdout]).toEqual([2, '']);
      expect(stderr).toMatch(/IMG_1\.jpg: .+\nNo file can go to the trash\.\n$/);
    });
  });
});
