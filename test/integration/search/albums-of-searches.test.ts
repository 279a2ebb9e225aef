import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { wordsOf } from '../../../src/search/query-parts.ts';
import { Searcher } from '../../../src/search/searcher.ts';
import { LibraryReader } from '../../../src/store/library-reader.ts';
import { UserDataWriter } from '../../../src/store/user-data-writer.ts';
import { likelyNames, makeNamedLibrary, type Named } from '../../support/named-library.ts';
import { removeFolder } from '../../support/remove-folder.ts';

const root = mkdtempSync(path.join(os.tmpdir(), 'beachcomb-'));
afterAll(() => removeFolder(root));

const NAMES: readonly Named[] = [
  { name: 'Regatta', field: 'keyword' },
  { name: 'Bello', field: 'caption' },
  { name: 'Regatta Bello', field: 'caption' },
];

/** The names of the photos that a search likely finds in a library with albums of these searches, by their names. */
function finderOf(library: string, albums: Readonly<Record<string, string>>): (text: string) => string[] {
  const file = makeNamedLibrary(path.join(root, `${library}.sqlite`), NAMES);
  const userData = new UserDataWriter(file);
  for (const [at, [name, search]] of Object.entries(albums).entries())
    userData.statements.addAlbum(name, search, at);
  userData.close();
  return likelyNames(new Searcher(new LibraryReader(file)), NAMES);
}

describe('an album that is a kept search', () => {
  it.each([
    'Boats of 1990',
    'Zille',
    '帆船比赛',
    'Fahrten & Feste',
    'Sommer 2019',
    'Dog',
    'Rock (live)',
    'Hund oder Katze',
  ])('is found by its bare name as by the field: %s', (name) => {
    const find = finderOf(name, { [name]: 'keyword:Regatta' });
    for (const text of [name, name.toUpperCase(), `  ${name} `, `album:"${name}"`])
      expect(find(text), text).toEqual(['Regatta']);
    if (!name.includes('(')) expect(find(`"${name}"`), name).toEqual(['Regatta']);
  });

  it('is joined with other words, and negated', () => {
    const find = finderOf('joined', { Zille: 'regatta' });
    expect(find('Zille')).toEqual(['Regatta', 'Regatta Bello']);
    expect(find('Zille Bello')).toEqual(['Regatta Bello']);
    expect(find('Bello -Zille')).toEqual(['Bello']);
  });

  it('finds what its search finds where it is called as that, or as another album whose search is its name', () => {
    const find = finderOf('itself', { Regatta: 'regatta', Bello: 'Zille', Zille: 'Bello' });
    expect(find('regatta')).toEqual(['Regatta', 'Regatta Bello']);
    expect(find('Zille')).toEqual(['Bello', 'Regatta Bello']);
  });

  it('is no meaning of the words of its own search: it would add nothing', () => {
    const file = makeNamedLibrary(path.join(root, 'own.sqlite'), NAMES);
    const userData = new UserDataWriter(file);
    userData.statements.addAlbum('Regattas', 'regatta', 1);
    userData.statements.addAlbum('Zille', 'regatta', 2);
    userData.close();
    const searcher = new Searcher(new LibraryReader(file));
    const isOfAlbum = (text: string): boolean =>
      wordsOf(searcher.read(text)).some(({ word }) =>
        word.interpretations.some((one) => one.as === 'filter' && one.filter.field === 'album'),
      );
    expect(['regatta', 'Regattas', 'Zille'].map(isOfAlbum)).toEqual([false, false, true]);
  });

  it('is not found by a part of its name', () => {
    const find = finderOf('part', { 'Zille und Kahn': 'keyword:Regatta' });
    expect(find('Zille')).toEqual([]);
    expect(find('Kahn')).toEqual([]);
  });
});
