import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { SpellingCorrector } from '../../../src/app/spelling-corrector.ts';
import { fold } from '../../../src/domain/fold.ts';
import { findForeign } from '../../../src/knowledge/labels/foreign-words.ts';
import { findPlaces } from '../../../src/knowledge/places/find-places.ts';
import { Searcher } from '../../../src/search/searcher.ts';
import { knownWord } from '../../../src/search/suggestions/known-words.ts';
import { LibraryReader } from '../../../src/store/library-reader.ts';
import { makeNamedLibrary, NAMED_FIELDS, type Named } from '../../support/named-library.ts';
import fc from '../../support/properties.ts';
import { removeFolder } from '../../support/remove-folder.ts';
import { rounds } from '../../support/rounds.ts';

const root = mkdtempSync(path.join(os.tmpdir(), 'beachcomb-'));
const readers: LibraryReader[] = [];
afterAll(() => {
  for (const reader of readers) reader.close();
  removeFolder(root);
});

let libraries = 0;
/** The spelling corrector of a library with one photo a name. */
function correctorOf(names: readonly Named[]): (typed: string) => string | null {
  libraries += 1;
  const reader = new LibraryReader(makeNamedLibrary(path.join(root, `${libraries}.sqlite`), names));
  readers.push(reader);
  const spelling = new SpellingCorrector(new Searcher(reader), reader, () => 0);
  return (typed) => spelling.correct(typed)?.text ?? null;
}

/** Words that no English dictionary has: names of people and animals, places, and nouns of other languages. */
const OWN = [
  'Waldo',
  'Gerta',
  'Haustier',
  'Hochzeit',
  'Kitzbühel',
  'Schwiegermutter',
  'Einschulung',
  'Ysolde',
  'Zwiebelkuchen',
  'Großglockner',
  'Ribeauvillé',
  'Cumpleaños',
  'Søndervig',
  'Bjørnar',
  'Wanderung',
  'Tauffeier',
  'Огурцово',
] as const;

/** One slip of a typist: a letter left out, typed twice, or two neighbours swapped, behind the first letter. */
const slips = {
  'left out': (word: string, at: number) => word.slice(0, at) + word.slice(at + 1),
  'typed twice': (word: string, at: number) => word.slice(0, at) + word.charAt(at) + word.slice(at),
  swapped: (word: string, at: number) =>
    word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2),
} as const;
type Slip = keyof typeof slips;
const SLIPS = Object.keys(slips) as Slip[];

/** A name that has the word among others. */
const around = (word: string): string => `Our ${word} of 2019`;
const corrector = correctorOf(OWN.map((word, at) => named(word, at)));

function named(word: string, at: number): Named {
  return { name: around(word), field: NAMED_FIELDS[at % NAMED_FIELDS.length] ?? 'keyword' };
}

const anySlip = fc.record({
  word: fc.constantFrom(...OWN),
  slip: fc.constantFrom(...SLIPS),
  place: fc.nat(),
});

describe('a misspelt word of what the user wrote', () => {
  it('is taken for that word, whatever the slip and wherever it was written', () => {
    fc.assert(
      fc.property(anySlip, ({ word, slip, place }) => {
        const typed = slips[slip](word, 1 + (place % (word.length - 2)));
        // Another word, of whatever language, may be meant.
        fc.pre(fold(typed) !== fold(word) && knownWord(fold(typed)) === undefined);
        fc.pre(findForeign(typed) === null && findPlaces(typed).length === 0);
        expect(fold(corrector(typed) ?? ''), typed).toBe(fold(word));
        expect(fold(corrector(`${typed} on the beach`) ?? ''), typed).toBe(`${fold(word)} on the beach`);
      }),
      { numRuns: rounds(200, 3000, 60) },
    );
  });

  it.each(NAMED_FIELDS)('is found in a %s', (field) => {
    const correct = correctorOf([
      { name: around('Waldo'), field },
      { name: 'Haustier', field },
    ]);
    expect(correct('waldoo')).toBe('waldo');
    expect(correct('Wlado')).toBe('Waldo');
    expect(correct('Hausteir')).toBe('Haustier');
    expect(correct('hausteir 2019')).toBe('haustier 2019');
  });

  it('keeps every word that stands there, as near as it may be to another', () => {
    const words = ['Waldo', 'Waldoo', 'Hausteir', 'Haustier', 'Elefant', 'hastie', 'beech', 'baech'];
    const correct = correctorOf(words.map((word, at) => named(word, at)));
    for (const word of words) {
      expect(correct(word), word).toBeNull();
      expect(correct(word.toLowerCase()), word).toBeNull();
      // Beside a word that is also of another language, English may not be meant.
      const beside = findForeign(word) === null ? `${word} elephant` : null;
      expect(correct(`${word} elphant`), word).toBe(beside);
    }
  });

  it('keeps what is of somebody, which is no other thing', () => {
    const correct = correctorOf(['Anna', 'Paul', 'Jürgen'].map((word, at) => named(word, at)));
    for (const typed of ['Annas', 'Annas Torte', "Anna's", 'Pauls', 'Jürgens', 'annas'])
      expect(correct(typed), typed).toBeNull();
  });

  it('leaves words of dictionaries, names and nonsense as they are', () => {
    for (const typed of ['haus', 'greta', 'hunt', 'walnut', 'wild', 'asdfgh', 'Orbán', 'qwertz'])
      expect(corrector(typed), typed).toBeNull();
  });

  it('is no reason to correct other words otherwise', () => {
    for (const [typed, meant] of [
      ['elphant', 'elephant'],
      ['beatiful', 'beautiful'],
      ['new yrok', 'new york'],
    ] as const)
      expect(corrector(typed)).toBe(meant);
  });
});
