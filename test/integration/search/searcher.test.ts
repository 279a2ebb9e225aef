import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { wordsOf } from '../../../src/search/query-parts.ts';
import { Searcher } from '../../../src/search/searcher.ts';
import { LibraryReader } from '../../../src/store/library-reader.ts';
import { indexedSamples } from '../../support/indexed-samples.ts';
import fc from '../../support/properties.ts';
import { removeFolder } from '../../support/remove-folder.ts';

let root: string;
let reader: LibraryReader;
let searcher: Searcher;

beforeAll(async () => {
  root = mkdtempSync(path.join(os.tmpdir(), 'beachcomb-'));
  const library = path.join(root, 'library.sqlite');
  await indexedSamples(library);
  reader = new LibraryReader(library);
  searcher = new Searcher(reader);
});
afterAll(() => {
  reader.close();
  removeFolder(root);
});

const names = (text: string, level?: string): string[] =>
  searcher
    .search(text, { sort: 'relevance', all: false })
    .hits(0, 999)
    .filter((hit) => level === undefined || hit.level === level)
    .flatMap(({ photo }) => reader.files.places(photo).map(({ path: file }) => Buffer.from(file).toString()))
    .sort();
const first = (text: string): string | undefined =>
  searcher
    .search(text, { sort: 'relevance', all: false })
    .hits(0, 1)
    .map(({ photo }) => Buffer.from(reader.files.places(photo)[0]?.path ?? []).toString())[0];

describe('a search of real photos', () => {
  it.each([
    ['beach', 'beach.jpg'],
    ['seaside', 'beach.jpg'],
    ['海滩', 'beach.jpg'],
    ['bus', 'bus.jpg'],
    ['sailboat', 'sailing.jpg'],
    ['motorbikes', 'motorbikes.jpg'],
    ['摩托车', 'motorbikes.jpg'],
    ['receipt', 'receipt.jpg'],
    ['macaw', 'parrots.jpg'],
    ['cactus', 'cactus.jpg'],
  ])('%s finds first %s', (text, file) => {
    expect(first(text)).toBe(file);
  });

  it.each([
    ['dog', ['Hund', 'perro', 'собака', '犬', 'köpek']],
    ['beach', ['plage', 'пляж', 'spiaggia', 'ビーチ']],
    ['lighthouse', ['Leuchtturm', 'маяк', 'vuurtoren']],
    ['bus', ['autobús', 'автобус', 'ônibus']],
    ['parrot', ['Papagei', 'perroquet', 'попугай']],
    ['motorbikes', ['Motorrad', 'motocicletta', 'мотоцикл']],
  ])('finds what %s finds by its name in other languages', (english, words) => {
    for (const word of words) expect(names(word, 'likely'), word).toEqual(names(english, 'likely'));
  });

  it('a word of another language that may be a name finds what its label finds, but beside a word that nothing knows', () => {
    for (const [word, english] of [
      ['Strand', 'beach'],
      ['Wald', 'forest'],
      ['Hunde', 'dogs'],
    ] as const)
      expect(names(word, 'likely'), word).toEqual(names(english, 'likely'));
    expect(names('Strand', 'likely')).toContain('beach.jpg');
    // Dutch has it in lower case.
    expect(names('strand', 'likely')).toEqual(names('beach', 'likely'));
    expect(names('wald', 'likely')).toEqual(names('forest', 'likely'));
    expect(names('Zyxxy strand', 'likely')).toEqual([]);
    expect(names('Zyxxy Strand', 'likely')).toEqual([]);
  });

  it('finds every photo that shows a thing, not only the best one', () => {
    expect(names('lighthouse', 'likely')).toEqual(['lighthouse.jpg', 'rocky-coast.jpg']);
  });

  it('finds an animal by every broader word above it', () => {
    for (const word of ['macaw', 'parrot', 'bird', 'animal'])
      expect(names(word, 'likely')).toContain('parrots.jpg');
    expect(names('animal', 'likely')).not.toContain('winter.jpg');
  });

  it('finds photos without a date as possible ones of a date that comes back, beside other words', () => {
    const undated = names('-is:dated');
    expect(undated).toContain('lighthouse.jpg');
    expect(names('lighthouse at christmas', 'likely')).toEqual([]);
    expect(names('lighthouse at christmas', 'possible')).toContain('lighthouse.jpg');
    expect(names('lighthouse at christmas').filter((name) => !undated.includes(name))).toEqual([]);
    // No photo is of that day: what the other word finds is possible.
    expect(names('lighthouse on 24 december', 'likely')).toEqual([]);
    expect(names('lighthouse on 24 december', 'possible')).toContain('lighthouse.jpg');
    expect(names('at christmas').filter((name) => undated.includes(name))).toEqual([]);
    expect(names('lighthouse -christmas', 'likely')).toContain('lighthouse.jpg');
  });

  it('leaves out only what stands before a preposition, and nothing that it rather does not show', () => {
    expect(names('animal without a leash on the beach')).toEqual(names('animal -leash beach'));
    expect(names('animal -dog', 'likely')).toContain('parrots.jpg');
    expect(names('animal -dog', 'likely')).not.toContain('dog.jpg');
  });

  it('combines words with years, cameras, folders and NOT', () => {
    expect(names('dog -beach', 'likely')).toContain('dog.jpg');
    expect(names('camera:nikon').every((name) => ['railway.jpg', 'winter.jpg'].includes(name))).toBe(true);
    expect(names('camera:nikon')).not.toEqual([]);
    expect(names('name:light')).toEqual(['lighthouse.jpg']);
    expect(names('folder:samples')).toHaveLength(names('').length);
    expect(names('type:png')).toEqual([]);
    expect(names('2002')).toContain('winter.jpg');
    expect(names('date:2002..2003 camera:nikon')).toContain('winter.jpg');
  });

  it('says how each part was read, and why a photo was found', () => {
    const result = searcher.search('beach -dog 2002 zzzqqq', { sort: 'relevance', all: true });
    expect(
      wordsOf(result.query).map(({ word, negated }) => [
        word.text,
        word.interpretations.map(({ as }) => as),
        negated,
      ]),
    ).toEqual([
      ['beach', ['label', 'text'], false],
      ['dog', ['label', 'text'], true],
      ['2002', ['date'], false],
      ['zzzqqq', [], false],
    ]);
    const beach = searcher.search('beach', { sort: 'relevance', all: false });
    expect(beach.reasons(beach.hits(0, 1)[0]?.photo ?? 0)).toMatchObject([
      { word: 'beach', label: 'beach' },
      { word: 'beach', label: 'name' },
    ]);
  });

  it('segments Chinese without spaces: words, a date, and not', () => {
    const read = (text: string) =>
      wordsOf(searcher.search(text, { sort: 'relevance', all: false }).query).map(
        ({ word, negated }) => `${negated ? '-' : ''}${word.text}`,
      );
    expect(read('海滩日落')).toEqual(['海滩', '日落']);
    expect(read('2019年6月海滩')).toEqual(['2019年6月', '海滩']);
    expect(read('没有人的海滩')).toEqual(['-人', '海滩']);
  });

  it('means by "today" the day of the search, also after midnight', () => {
    const [winter] = searcher.search('name:winter', { sort: 'relevance', all: false }).hits(0, 1);
    const [day = ''] = winter?.takenAt?.split('T') ?? [];
    let now = new Date(`${day}T23:59:30`);
    const awake = new Searcher(reader, null, () => now);
    const found = (text: string) =>
      awake
        .search(text, { sort: 'relevance', all: false })
        .hits(0, 999)
        .map(({ photo }) => photo);
    expect(found('today')).toContain(winter?.photo);
    expect(found('yesterday')).not.toContain(winter?.photo);
    now = new Date(now.getTime() + 60_000);
    expect(found('today')).not.toContain(winter?.photo);
    expect(found('yesterday')).toContain(winter?.photo);
  });

  const conditions = fc.constantFrom(
    'label:beach',
    'label:dog',
    'label:people',
    'label:animal',
    '2002',
    'camera:nikon',
    'type:jpg',
    '"zebra"',
  );
  const texts = fc.constantFrom('beach', 'dog', 'people', 'animal', 'sea', 'red', 'black and white', 'zebra');
  const likely = (text: string): Set<string> => new Set(names(text, 'likely'));
  const everything = (): Set<string> => new Set(names(''));

  it('of conditions AND never grows, and NOT is the complement', () => {
    fc.assert(
      fc.property(conditions, conditions, (a, b) => {
        const [A, B] = [new Set(names(a)), new Set(names(b))];
        for (const name of names(`${a} ${b}`)) expect(A.has(name) && B.has(name)).toBe(true);
        // What is likely it, is not "not it"; what is not even possibly it, likely is.
        const not = new Set(names(`-${a}`));
        const sure = likely(`-${a}`);
        for (const name of everything()) {
          expect(not.has(name)).toBe(!likely(a).has(name));
          expect(sure.has(name)).toBe(!A.has(name));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('OR never shrinks, a condition beside free text only takes away, and what is likely it is never "not" it', () => {
    fc.assert(
      fc.property(texts, fc.oneof(texts, conditions), conditions, (a, b, condition) => {
        const [A, B] = [new Set(names(a)), new Set(names(b))];
        const either = new Set(names(`${a} | ${b}`));
        for (const name of [...A, ...B]) expect(either.has(name)).toBe(true);
        const both = names(`${a} ${condition}`);
        const fulfilled = new Set(names(condition));
        const { hasSomeWords } = searcher.search(`${a} ${condition}`, { sort: 'relevance', all: false });
        for (const name of both)
          expect(hasSomeWords ? A.has(name) || fulfilled.has(name) : A.has(name) && fulfilled.has(name)).toBe(
            true,
          );
        const not = new Set(names(`-(${a})`));
        for (const name of everything()) expect(not.has(name)).toBe(!likely(a).has(name));
      }),
      { numRuns: 60 },
    );
  });

  it('never throws, whatever is typed, and its scores fall', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: 'grapheme' })), (typed) => {
        const hits = searcher.search(typed, { sort: 'relevance', all: true }).hits(0, 999);
        for (let i = 1; i < hits.length; i++)
          expect(hits[i]?.score).toBeLessThanOrEqual(hits[i - 1]?.score ?? 0);
      }),
      { numRuns: 300 },
    );
  });
});
