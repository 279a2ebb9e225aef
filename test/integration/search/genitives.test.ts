import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { Searcher } from '../../../src/search/searcher.ts';
import { LibraryReader } from '../../../src/store/library-reader.ts';
import { makeNamedLibrary, NAMED_FIELDS, type Named } from '../../support/named-library.ts';
import { removeFolder } from '../../support/remove-folder.ts';

const root = mkdtempSync(path.join(os.tmpdir(), 'beachcomb-'));
afterAll(() => removeFolder(root));

const FIELDS = [...NAMED_FIELDS, 'person'] as const;
/** Names, and how people write what is theirs. */
const OWNERS: readonly (readonly [name: string, ...genitives: string[]])[] = [
  ['Waldo', 'Waldos', "Waldo's", 'Waldo’s', 'waldos'],
  ['Anna', 'Annas', "Anna's", 'annas'],
  ['Lukas', "Lukas'", 'Lukas’', "Lukas's"],
  ['Rügen', 'Rügens', 'ruegens'],
  ['Jean-Luc', 'Jean-Lucs', "Jean-Luc's"],
  ['Anna Müller', 'Anna Müllers', "Anna Müller's"],
  ['Mark', 'Marks', "Mark's"],
];

/** What searches find, each with its level, in a library that has one photo a name and no phrase model. */
function finderIn(library: string, names: readonly Named[]): (text: string) => string[] {
  const searcher = new Searcher(
    new LibraryReader(makeNamedLibrary(path.join(root, `${library}.sqlite`), names)),
  );
  return (text) => {
    const result = searcher.search(text, { sort: 'relevance', all: false });
    return result
      .hits(0, result.length)
      .map(({ photo, level }) => `${level} ${names[photo - 1]?.name} ${names[photo - 1]?.field}`);
  };
}

describe('a name in the genitive', () => {
  it.each(OWNERS)(
    '%s: finds what the owner called so, alone and beside other words',
    (name, ...genitives) => {
      const names: Named[] = [
        ...FIELDS.map((field): Named => ({ name, field })),
        { name: 'Regatta', field: 'keyword' },
      ];
      const find = finderIn(name, names);
      const likely = FIELDS.map((field) => `likely ${name} ${field}`).toSorted();
      for (const genitive of genitives) {
        expect(find(genitive).toSorted(), genitive).toEqual(likely);
        const both = find(`${genitive} Regatta`);
        expect(both.toSorted(), genitive).toEqual(
          [...likely.map((one) => one.replace('likely', 'possible')), 'possible Regatta keyword'].toSorted(),
        );
      }
    },
  );

  it('beside a thing finds the photo that has both', () => {
    const names: Named[] = [
      { name: 'Waldo Geburtstag', field: 'caption' },
      { name: 'Geburtstag', field: 'keyword' },
      { name: 'Waldo', field: 'person' },
    ];
    const find = finderIn('both', names);
    for (const text of ['Waldos Geburtstag', "Waldo's Geburtstag", 'der Geburtstag Waldos'])
      expect(find(text), text).toEqual(['likely Waldo Geburtstag caption']);
  });

  it('a word that is written itself is no genitive', () => {
    for (const field of FIELDS) {
      const find = finderIn(`written ${field}`, [
        { name: 'Luka', field },
        { name: 'Lukas', field },
        { name: 'Boss', field },
        { name: 'Bos', field },
        { name: 'New', field },
      ]);
      expect(find('Lukas'), field).toEqual([`likely Lukas ${field}`]);
      expect(find('Boss'), field).toEqual([`likely Boss ${field}`]);
      expect(find('news'), field).not.toContain(`likely Boss ${field}`);
    }
  });

  it('a genitive in a caption does not hide whom it is of', () => {
    const find = finderIn('caption', [
      { name: 'Waldo', field: 'folder' },
      { name: 'Waldos Ball', field: 'caption' },
    ]);
    expect(find('Waldos').toSorted()).toEqual(['likely Waldo folder', 'likely Waldos Ball caption']);
  });

  it.each([
    ['Waldo', 'Waldos Geburtstag', "Waldo's birthday", 'Waldos'],
    ['Anna', 'Annas Hund Bello', 'Annas hond', 'Anna’s Hond'],
    ['Grandma', 'Grandmas Garden', "Grandma's Garden"],
    ['Peter', 'Peters Boot', 'peters_boot'],
    ['Tom', 'Toms Hochzeit'],
    ['Daniel', 'Daniels Boot'],
    ['Opa', 'Opas Garten'],
    ['Jürgen', 'Jürgens Boot', 'Juergens Boot'],
    ['Anna Müller', 'Anna Müllers Hochzeit'],
    ['Lukas', "Lukas' Boot"],
  ])('%s finds what is of it, wherever that is written', (name, ...written) => {
    for (const text of written) {
      const names = NAMED_FIELDS.map((field): Named => ({ name: text, field }));
      const find = finderIn(`of ${text}`, names);
      expect(find(name).toSorted(), text).toEqual(
        names.map(({ field }) => `likely ${text} ${field}`).toSorted(),
      );
      expect(find(`"${name}"`), text).toEqual(
        // In quotes, only what has the word itself.
        /['’]/u.test(text) ? find(name) : [],
      );
    }
  });

  it('what is of somebody is found in the order of other languages, too', () => {
    const find = finderIn('order', [
      { name: 'Annas Hund Bello', field: 'folder' },
      { name: 'Regatta', field: 'keyword' },
      { name: "Ana's perro", field: 'caption' },
    ]);
    for (const text of ['Hund von Anna', 'der Hund von der Anna'])
      expect(find(text), text).toEqual(['likely Annas Hund Bello folder']);
    for (const text of ['dog of Anna', "chien d'Anna", 'hond van Anna', 'cane di Anna', 'Anna'])
      expect(find(text), text).toContainEqual(expect.stringContaining('Annas Hund Bello'));
    expect(find('perro de Ana')).toEqual(["likely Ana's perro caption"]);
  });

  it.each([
    ['Luka', 'Lukas Boot'],
    ['Jona', 'Jonas Boot'],
    ['Pari', 'Paris'],
    ['Andrea', 'Andreas Boot'],
    ['Mai', 'Mais'],
    ['Len', 'Lens'],
    ['New', 'news'],
    ['Jean', 'blue jeans'],
    ['bu', 'bus'],
    ['Mau', 'Maus'],
    ['glas', 'glass'],
    ['Lar', 'Lars'],
  ])('%s is not found in the other word or name "%s"', (name, text) => {
    const find = finderIn(
      `other ${text}`,
      NAMED_FIELDS.map((field) => ({ name: text, field })),
    );
    expect(find(name).filter((hit) => hit.includes(text))).toEqual([]);
  });

  it('a name that ends as another one is of whom the library has', () => {
    const names: Named[] = [
      { name: 'Tinas Boot', field: 'folder' },
      { name: 'Tina', field: 'person' },
      { name: 'Lukas Boot', field: 'folder' },
      { name: 'Luka', field: 'person' },
      { name: 'Lukas', field: 'person' },
    ];
    const find = finderIn('whom', names);
    expect(find('Tina').toSorted()).toEqual(['likely Tina person', 'likely Tinas Boot folder']);
    expect(find('Luka')).toEqual(['likely Luka person']);
  });
});
