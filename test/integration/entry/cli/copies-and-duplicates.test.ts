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

  it('ends each path with a NUL by -0, and each group with one more', async () => {
    expect((await run('duplicates', '-0')).stdout).toBe(
      [
        ...[...beaches, small].map((file) => `${file}\0`),
        '\0',
        ...dogs.map((file) => `${file}\0`),
        '\0',
      ].join(''),
    );
  });

  it('states which folder of the library a folder is in, and adds none', async () => {
    const { stdout } = await run('folders', 'add', at('Camera'));
    expect(stdout).toContain(`this folder is within “photos”, which is in the library: ${photos}`);
    expect((await run('folders', 'list')).stdout.trim().split('\n')).toHaveLength(1);
  });

  it('excludes no subfolder that is not there', async () => {
    expect(await run('folders', 'exclude', photos, 'Camra')).toEqual({
      status: 2,
      stdout: '',
      stderr: `There is no subfolder “Camra” in ${photos}\n`,
    });
    expect((await run('folders', 'exclude', photos, 'Small')).stdout).toContain('Small');
    expect((await run('folders', 'exclude', photos)).status).toBe(0);
  });

  it('withdraws what was stated of a label', async () => {
    const label = (command: string, word = 'Rex') => run('labels', command, word, at('Camera', 'IMG_3.jpg'));
    expect((await label('yes')).status).toBe(0);
    expect((await label('clear')).stdout).toBe('Answer on “Rex” removed.\n');
    expect((await run('labels', 'list')).stdout).toBe('Rex\t0\t0\n');
    expect((await label('clear')).stdout).not.toContain('removed');
    expect((await label('no', 'dog')).status).toBe(0);
    expect((await label('clear', 'Hund')).stdout).toBe('Answer on “Hund” removed.\n');
    expect((await label('clear', 'no such label')).status).toBe(2);
    expect((await run('labels', 'remove', 'Rex')).status).toBe(0);
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
    const isSearch = given[0] === '--search';
    const { stderr, ...exported } = await run('export', target, ...given);
    expect(exported).toEqual({ status: 0, stdout: '1 file exported.\n' });
    // Of a search, how each of its words was understood, as `search` prints it.
    const { stderr: searched } = isSearch ? await run('search', ...given.slice(1)) : { stderr: '\n' };
    expect(stderr).toBe(
      searched
        .split('\n')
        .slice(0, -2)
        .map((line) => `${line}\n`)
        .join(''),
    );
    expect(readdirSync(target)).toEqual([name]);
  });

  it('states what it corrected or did not understand with every command that takes a search', async () => {
    const [corrected, unknown] = ['Showing results for "colosseum"', 'xqzzt'];
    const reveal = (text: string) => run('reveal', '--search', text);
    const exported = (text: string) => run('export', tempFolder(), '--search', text);
    for (const command of [(text: string) => run('search', text), reveal, exported]) {
      expect((await command('colosseun')).stderr).toContain(corrected);
      expect((await command('dog xqzzt')).stderr).toContain(unknown);
    }
    expect((await run('export', tempFolder(), '--verbatim', '--search', 'colosseun')).stderr).not.toContain(
      corrected,
    );
    expect((await exported('colosseun')).stdout).toBe('1 file exported.\n');
    // What is kept, and what is moved, is never corrected.
    expect((await run('albums', 'search', 'Kept', 'dog xqzzt')).stderr).toContain(unknown);
    expect((await run('trash', '--dry-run', '--search', 'dog xqzzt')).stderr).toContain(unknown);
    expect((await run('albums', 'delete', 'Kept')).status).toBe(0);
  });

  it('states a correction in every line of JSON', async () => {
    const firstOf = async (text: string): Promise<string> =>
      (await run('search', '--json', text)).stdout.split('\n')[0] ?? '';
    const [corrected, plain] = [await firstOf('colosseun'), await firstOf('colosseum')];
    expect(JSON.parse(corrected)).toMatchObject({ correction: { text: 'colosseum', typed: 'colosseun' } });
    expect(JSON.parse(plain)).not.toHaveProperty('correction');
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
      // Where something is only looked for, these choose which of the dogs come first.
      ['kleiner Hund', '“kleiner”'],
      ['petit chien', '“petit”'],
      ['small dog', '“small”'],
      ['小狗', '“小”'],
      ['dog without kleine Katze', '“kleine”'],
    ])('is nothing of a search with a word that is not understood: %s', async (text, named) => {
      for (const how of [['--dry-run'], ['--yes']])
        expect(await run('trash', ...how, '--search', text)).toEqual({
          status: 2,
          stdout: '',
          stderr: expect.stringContaining(`Nothing is moved: ${named} is not understood`),
        });
      expect(inTrash()).toEqual([]);
    });

    it.each([
      ['is:duplicate', 2, '2 pictures would lose'],
      ['duplicates', 2, '2 pictures would lose'],
      ['is:duplicate label:dog', 1, '1 picture would lose'],
    ])(
      'is never every copy of a picture by a search for duplicates, unless that is asked for: %s',
      async (text, n, named) => {
        for (const how of [['--dry-run'], ['--yes'], ['--yes', '--all-files']]) {
          const refused = await run('trash', ...how, '--search', text);
          expect(refused).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining(named) });
          expect(refused.stderr).toContain('beachcomb duplicates');
        }
        expect(inTrash()).toEqual([]);
        const asked = await run('trash', '--dry-run', '--all-copies', '--search', text);
        expect(asked.status, asked.stderr).toBe(0);
        expect(asked.stderr).toMatch(new RegExp(`${n} pictures? loses? (its|their) last copy`));
        expect(lines(asked.stdout)).toEqual(expect.arrayContaining(dogs));
      },
    );

    it('may be one of several copies by a search for duplicates', async () => {
      const one = await run('trash', '--dry-run', '--search', 'is:duplicate folder:rome');
      expect([one.status, lines(one.stdout).toSorted()], one.stderr).toEqual([
        0,
        [rome, sidecar, ostia].toSorted(),
      ]);
      expect(one.stderr).not.toContain('last copy');
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
