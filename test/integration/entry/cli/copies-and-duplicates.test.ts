import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CLI_MAIN } from '../../../support/cli-main.ts';
import { indexFolder } from '../../../support/index-folder.ts';
import { MODELS } from '../../../support/paths.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const sample = (name: string): string => path.join(MODELS, 'samples', name);

describe('a library with photos that lie in several places', () => {
  const root = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'beachcomb-copies-')));
  const library = path.join(root, 'library.sqlite');
  const photos = path.join(root, 'photos');
  const at = (...names: string[]): string => path.join(photos, ...names);
  const run = (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', CLI_MAIN, ...args, '--library', library],
      { encoding: 'utf8', env: { ...process.env, LC_ALL: 'en_US.UTF-8' } },
    );
    return { status, stdout, stderr };
  };

  beforeAll(async () => {
    for (const name of ['Camera', 'Trip to Rome', 'Small']) mkdirSync(at(name), { recursive: true });
    copyFileSync(sample('dog.jpg'), at('Camera', 'IMG_1.jpg'));
    copyFileSync(sample('dog.jpg'), at('Trip to Rome', 'Colosseum.jpg'));
    copyFileSync(sample('beach.jpg'), at('Camera', 'IMG_2.jpg'));
    copyFileSync(sample('beach.jpg'), at('Trip to Rome', 'Ostia.jpg'));
    await sharp(sample('beach.jpg')).resize(200).toFile(at('Small', 'IMG_2.jpg'));
    copyFileSync(sample('bus.jpg'), at('Camera', 'IMG_3.jpg'));
    await indexFolder(library, photos);
  }, 120_000);
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  const dogs = [at('Camera', 'IMG_1.jpg'), at('Trip to Rome', 'Colosseum.jpg')];
  const beaches = [at('Camera', 'IMG_2.jpg'), at('Trip to Rome', 'Ostia.jpg')];
  const small = at('Small', 'IMG_2.jpg');
  /** Groups as they are printed: paths, and an empty line after each. */
  const groups = (printed: string): string[][] =>
    printed
      .split('\n\n')
      .filter((group) => group !== '')
      .map((group) => group.split('\n'));

  it('lists both kinds of duplicates, no file twice, or one kind', () => {
    const all = run('duplicates');
    expect(all).toMatchObject({ status: 0, stderr: '' });
    expect(groups(all.stdout)).toEqual([[...beaches, small], dogs]);
    expect(groups(run('duplicates', 'near').stdout)).toEqual([[...beaches, small]]);
    expect(groups(run('duplicates', 'exact').stdout).toSorted()).toEqual([dogs, beaches]);
    expect(run('duplicates', 'same')).toEqual({
      status: 2,
      stdout: '',
      stderr: "error: the value 'same' of 'duplicates' is invalid. Allowed choices are near, exact.\n",
    });
  });

  it('lists both kinds with their paths as JSON', () => {
    const paths = (files: { path: string }[]): string[] => files.map((file) => file.path);
    const listed = JSON.parse(run('duplicates', '--json').stdout) as {
      total: number;
      groups: { photo: number; files: { path: string }[] }[][];
      exact: { photo: number; files: { path: string }[] }[];
    };
    expect(listed.total).toBe(1);
    expect(listed.groups.map((group) => group.map(({ files }) => paths(files)))).toEqual([
      [beaches, [small]],
    ]);
    expect(listed.exact.map(({ files }) => paths(files)).toSorted()).toEqual([dogs, beaches]);
    expect(JSON.parse(run('duplicates', 'exact', '--json').stdout)).toMatchObject({ total: 0, groups: [] });
    expect(JSON.parse(run('duplicates', 'near', '--json').stdout)).toMatchObject({ total: 1, exact: [] });
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
  ])('exports a photo under the name of the copy that is meant by %s', (_, given, name) => {
    const target = tempFolder();
    expect(run('export', target, ...given)).toEqual({
      status: 0,
      stdout: '1 file exported.\n',
      stderr: '',
    });
    expect(readdirSync(target)).toEqual([name]);
  });
});
