import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { wordsOf } from '../../../src/search/query-parts.ts';
import { Searcher } from '../../../src/search/searcher.ts';
import { openPhrases } from '../../../src/search/text-embedding/open-phrases.ts';
import { LibraryReader } from '../../../src/store/library-reader.ts';
import { indexedSamples } from '../../support/indexed-samples.ts';
import { MODELS } from '../../support/paths.ts';
import { removeFolder } from '../../support/remove-folder.ts';

const root = mkdtempSync(path.join(os.tmpdir(), 'beachcomb-'));
const library = path.join(root, 'library.sqlite');
const phrases = openPhrases(MODELS);
let searcher: Searcher;
beforeAll(async () => {
  await indexedSamples(library);
  searcher = new Searcher(new LibraryReader(library), phrases);
});
afterAll(async () => {
  await phrases.close();
  removeFolder(root);
});

/** Ids of the likely and of the possible photos, each in the order of the search. */
async function find(text: string): Promise<{ readonly likely: number[]; readonly possible: number[] }> {
  await searcher.prepare(text);
  const result = searcher.search(text, { sort: 'relevance', all: false });
  const ids = result.hits(0, result.length).map(({ photo }) => photo);
  return { likely: ids.slice(0, result.likely), possible: ids.slice(result.likely) };
}
const sorted = (ids: readonly number[]): number[] => ids.toSorted((a, b) => a - b);

describe('an adjective of size, age or taste', () => {
  it.each([
    [
      'dog',
      ['small dog', 'big dog', 'petit chien', 'kleiner Hund', 'perro grande', 'grote hond', '小狗', '大狗'],
    ],
    ['house', ['old house', 'altes Haus', 'neues Haus', 'vieille maison', 'casa nuova', '老房子', '新房子']],
    [
      'boat',
      [
        'small boat',
        'petit bateau',
        'barca piccola',
        '小船',
        'beautiful boat',
        'the biggest boat',
        'schönes Boot',
      ],
    ],
  ])('leaves the photos of a %s as likely as they are', async (thing, texts) => {
    const plain = await find(thing);
    expect(plain.likely).not.toEqual([]);
    for (const text of texts) {
      const found = await find(text);
      expect(sorted(found.likely), text).toEqual(sorted(plain.likely));
      expect(sorted(found.possible), text).toEqual(sorted(plain.possible));
    }
  });

  it('orders them alike in every language', async () => {
    const english = await find('small dog');
    for (const text of ['petit chien', 'kleiner Hund', 'perro pequeño', 'liten hund'])
      expect(await find(text), text).toEqual(english);
  });
});

describe('the count of a word', () => {
  it('is of what it means in its text, and the same in every language', async () => {
    const count = async (text: string, word: string): Promise<number> => {
      await searcher.prepare(text);
      const result = searcher.search(text, { sort: 'relevance', all: false });
      const found = wordsOf(result.query).find((one) => one.word.text === word);
      if (found === undefined) throw new Error(`${text} has no ${word}.`);
      return result.photosAlone(found.word);
    };
    const people = (await find('people')).likely.length;
    expect(people).toBeGreaterThan(0);
    expect(await count('spiaggia senza nessuno', 'nessuno')).toBeGreaterThanOrEqual(people);
    expect(await count('plage sans personne', 'personne')).toBe(people);
    for (const word of ['schwarz', 'noir', 'nero', '黑色'])
      expect(await find(word), word).toEqual(await find('nero'));
    const dogs = (await find('dog')).likely.length;
    expect(await count('cane o gatto', 'cane')).toBe(dogs);
    expect(await count('petit chien', 'chien')).toBe(dogs);
  });
});
