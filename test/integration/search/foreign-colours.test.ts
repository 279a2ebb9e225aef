import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { SpellingCorrector } from '../../../src/app/spelling-corrector.ts';
import { partsOf } from '../../../src/search/query-parts.ts';
import { Searcher } from '../../../src/search/searcher.ts';
import { LibraryReader } from '../../../src/store/library-reader.ts';
import { makeNamedLibrary } from '../../support/named-library.ts';
import { removeFolder } from '../../support/remove-folder.ts';

const root = mkdtempSync(path.join(os.tmpdir(), 'beachcomb-'));
afterAll(() => removeFolder(root));

const library = makeNamedLibrary(path.join(root, 'named.sqlite'), [
  { name: 'Rosa', field: 'folder' },
  { name: 'Waldo', field: 'keyword' },
]);
const reader = new LibraryReader(library);
const searcher = new Searcher(reader);
const spelling = new SpellingCorrector(searcher, reader, Date.now);
const coloursOf = (text: string): string[] =>
  partsOf(searcher.read(text)).flatMap(({ words }) =>
    words.flatMap(({ interpretations }) =>
      interpretations.flatMap((one) => (one.as === 'colour' ? one.colours : [])),
    ),
  );

describe('a colour in another language', () => {
  it.each([
    ['rotes Auto', 'red'],
    ['ein rotes Haus', 'red'],
    ['dunkelrote Blumen', 'red'],
    ['blaues Boot', 'blue'],
    ['hellblauer Himmel', 'blue'],
    ['grüne Wiese', 'green'],
    ['gruene Wiese', 'green'],
    ['GRÜNER Baum', 'green'],
    ['weißer Hund', 'white'],
    ['weisser Hund', 'white'],
    ['schwarze Katzen', 'black'],
    ['macchina rossa', 'red'],
    ['fiori gialli', 'yellow'],
    ['case bianche', 'white'],
    ['chien noir', 'black'],
    ['fleurs jaunes', 'yellow'],
    ['maison blanche', 'white'],
    ['coche rojo', 'red'],
    ['perros negros', 'black'],
    ['casa blanca', 'white'],
    ['carro vermelho', 'red'],
    ['flores amarelas', 'yellow'],
    ['witte hond', 'white'],
    ['rode auto', 'red'],
    ['grijze kat', 'grey'],
    ['colour:rojo', 'red'],
    ['colour:schwarz+weiß', 'black white'],
  ])('%s: %s, and no word is corrected', (text, colours) => {
    expect(coloursOf(text).join(' ')).toBe(colours);
    expect(spelling.correct(text)).toBeNull();
  });

  it.each(['Rosa', 'viola', 'Bruno', 'rosas'])('is no name: %s', (name) =>
    expect(coloursOf(name)).toEqual([]),
  );
});

describe('beside a word of another language', () => {
  it.each(['schöner Strand', 'Italien Strand', 'kleiner Hund', 'petit chien', 'belle plage', 'grande casa'])(
    '%s: no other word becomes an English one',
    (text) => expect(spelling.correct(text)).toBeNull(),
  );

  it('a word that the user wrote is corrected all the same', () => {
    expect(spelling.correct('Waldoo und Hund')?.text).toBe('Waldo und Hund');
    expect(spelling.correct('elefant')?.text).toBe('elephant');
  });
});
