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
});
