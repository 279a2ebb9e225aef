import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { SpellingCorrector } from '../../../src/app/spelling-corrector.ts';
import { findForeign, foreignNouns } from '../../../src/knowledge/labels/foreign-words.ts';
import { Searcher } from '../../../src/search/searcher.ts';
import { LibraryReader } from '../../../src/store/library-reader.ts';
import { makeNamedLibrary } from '../../support/named-library.ts';
import { removeFolder } from '../../support/remove-folder.ts';

const root = mkdtempSync(path.join(os.tmpdir(), 'beachcomb-'));
const library = makeNamedLibrary(path.join(root, 'named.sqlite'), [
  { name: 'Waldo', field: 'keyword' },
  { name: 'Laternia', field: 'album' },
]);
const reader = new LibraryReader(library);
afterAll(() => {
  reader.close();
  removeFolder(root);
});
const spelling = new SpellingCorrector(new Searcher(reader), reader, () => 0);
const corrected = (typed: string): string | null => spelling.correct(typed)?.text ?? null;

describe('a known word of another language', () => {
  it.each([
    'forêt',
    'foret',
    'Forêt',
    'mosquée',
    'trône',
    'Insekt',
    'traktor',
    'Skorpion',
    'danse',
    'hiena',
    'cani',
    'gatti',
    'Hunde',
    'honden',
    'Giraffen',
    'giraffen',
    'Annas Geburtstag',
    'Julias Hund',
    'chiens',
    'animaux',
    'perros',
    'bateaux',
    'Boote',
    'bomen',
    'gelbe Blüte',
    'coche de carreras',
    'lave linge',
    'nachts',
    'nachts in Rome',
    'nicht nachts',
    'Wochen',
    'jahren',
    'abends',
    'matin',
  ])('stays as it is: %s', (typed) => {
    expect(corrected(typed)).toBeNull();
  });

  it.each([
    ['elefant', 'elephant'],
    ['tenis', 'tennis'],
    ['basketbal', 'basketball'],
    ['gitar', 'guitar'],
  ])('is an English slip where that is as likely: %s', (typed, meant) => {
    expect(corrected(typed)).toBe(meant);
  });

  it('is never corrected to a word with another label', () => {
    const changed = [...foreignNouns()].flatMap((noun) => {
      const meant = corrected(noun);
      return meant === null ? [] : [{ noun, meant }];
    });
    expect(changed.length).toBeLessThan(60);
    for (const { noun, meant } of changed) expect(findForeign(meant), `${noun}: ${meant}`).toBeNull();
  });
});

describe('a misspelt noun of another language', () => {
  it.each([
    ['Motorad', 'Motorrad'],
    ['Fahrad', 'Fahrrad'],
    ['fahrad', 'fahrrad'],
    ['Farrad', 'Fahrrad'],
    ['Regenschrim', 'Regenschirm'],
    ['voitur', 'voiture'],
    ['mädchn', 'mädchen'],
    ['madchn', 'mädchen'],
    ['Weihnachtsbaun', 'Weihnachtsbaum'],
    ['Leuchttrum', 'Leuchtturm'],
    ['Schmeterling', 'Schmetterling'],
    ['bicilcetta', 'bicicletta'],
    ['maripsa', 'mariposa'],
    ['papilon', 'papillon'],
    ['parapluei', 'parapluie'],
    ['vuurtorn', 'vuurtoren'],
  ])('is corrected to it: %s to %s', (typed, meant) => {
    expect(corrected(typed)).toBe(meant);
  });

  it('is corrected beside another word of its language', () => {
    expect(corrected('Hund und Fahrad')).toBe('Hund und Fahrrad');
  });

  it.each([
    ['laternie', 'laternia'],
    ['elphant', 'elephant'],
    ['beatiful', 'beautiful'],
    ['staion', null],
  ])('is not meant where another word is as near: %s', (typed, meant) => {
    expect(corrected(typed)).toBe(meant);
  });

  it.each([
    'Orbán',
    'Petri',
    'Kostner',
    'Brunnhuber',
    'Kirchlechner',
    'Gartmann',
    'Vogelaar',
    'Boulangé',
    'Perrini',
    'Caballé',
    'Montagnani',
    'Blümlein',
    'Wolfgang Flasch',
    'Anna Kartofel',
    'asdfgh',
    'hjkl',
    'zxcvbn',
  ])('is not made of a name or nonsense: %s', (typed) => {
    expect(corrected(typed)).toBeNull();
  });
});
