import { describe, expect, it } from 'vitest';
import { fold } from '../../../src/domain/fold.ts';
import { displayPath } from '../../../src/domain/path-bytes.ts';
import { FoldedNames, foldedName } from '../../../src/search/index/folded-names.ts';
import { Slabs } from '../../../src/search/index/slabs.ts';
import fc from '../../support/properties.ts';

function namesOf(list: readonly string[]): FoldedNames {
  const names = new FoldedNames(new Slabs());
  for (const name of list) names.add(foldedName(name));
  return names;
}

function containing(names: FoldedNames, text: string): number[] {
  const found: number[] = [];
  names.eachWith(text, (name) => found.push(name));
  return found;
}

describe('FoldedNames', () => {
  it('finds the same names as a linear search', () => {
    // Few letters, so that texts are found often; others, so that folding has something to do.
    const name = fc.string({ unit: fc.constantFrom('a', 'b', 'A', 'é', 'ß', '_', '海', '.'), maxLength: 6 });
    fc.assert(
      fc.property(fc.array(name, { maxLength: 60 }), name, (list, text) => {
        const wanted = fold(text);
        const expected = list.flatMap((one, at) =>
          wanted !== '' && foldedName(one).includes(wanted) ? [at] : [],
        );
        expect(containing(namesOf(list), wanted)).toEqual(expected);
      }),
    );
  });

  it('does not match text across two names', () => {
    const names = namesOf(['one', 'two', 'with\nnewline']);
    expect(containing(names, 'et')).toEqual([]);
    expect(containing(names, 'e\nt')).toEqual([]);
    expect(containing(names, 'with newline')).toEqual([2]);
  });

  it('accepts bytes that are not valid text, and finds no zero bytes in names', () => {
    const names = new FoldedNames(new Slabs());
    names.add(fold(displayPath(Uint8Array.of(0x66, 0xff, 0x6f))));
    names.add('foo');
    expect(containing(names, 'foo')).toEqual([1]);
    expect(containing(names, '\ufffd')).toEqual([0]);
    expect(containing(names, '\0')).toEqual([]);
  });

  it('finds names on both sides of a block boundary (1 MiB)', () => {
    const names = new FoldedNames(new Slabs());
    const long = 'x'.repeat(200);
    const count = 12_000;
    for (let at = 0; at < count; at++) names.add(fold(`${long} ${at % 100}-`));
    const found = [...names.withAnyWords(['7'])].map(({ name }) => name);
    expect(found).toEqual(Array.from({ length: count / 100 }, (_, at) => at * 100 + 7));
    expect(containing(names, 'xx')).toHaveLength(count);
  });

  it('finds any of several texts as it finds each, whether they begin alike or not', () => {
    const word = fc.constantFrom(
      'puppy',
      'puppies',
      'pupp',
      'beach',
      'beaches',
      'box',
      '海滩',
      '海滩上',
      'a',
    );
    fc.assert(
      fc.property(
        fc.array(fc.array(word, { minLength: 1, maxLength: 3 }), { maxLength: 30 }),
        fc.uniqueArray(word, { minLength: 1, maxLength: 3 }),
        (all, texts) => {
          const names = namesOf(all.map((words) => words.join(' ')));
          const rows = (found: Iterable<object>): string[] =>
            [...found].map((one) => JSON.stringify(one)).sort();
          expect(rows(names.withAnyWords(texts))).toEqual(
            rows(texts.flatMap((text) => [...names.withAnyWords([text])])),
          );
        },
      ),
    );
  });

  it('finds the beginnings of names, also of their other forms, and nothing within a name', () => {
    const names = namesOf(['IMG_20140705.jpg', 'a IMG_2014.jpg', 'img-2014.jpg', 'Über_01.jpg', 'IMG_2.jpg']);
    expect([...names.beginningWith('img 2014')]).toEqual([0, 2]);
    expect([...names.beginningWith('uber 0')]).toEqual([3]);
    expect([...names.beginningWith('ueber 0')]).toEqual([3]);
    expect([...names.beginningWith('')]).toEqual([]);
  });

  it('finds whole words at their boundaries, umlauts in both forms, and stems only as such', () => {
    const names = namesOf([
      'Beach trip.jpg',
      'beaches.jpg',
      'Müller am Strand.jpg',
      '海滩日落.jpg',
      'beach.jpg',
    ]);
    const found = (words: string) => [...names.withAnyWords([words])];
    expect(found('beach')).toEqual([
      { name: 0, words: 'beach', isStem: false },
      { name: 4, words: 'beach', isStem: true },
    ]);
    expect(found('beach trip')).toEqual([{ name: 0, words: 'beach trip', isStem: true }]);
    for (const form of ['muller', 'mueller']) expect(found(form).map(({ name }) => name)).toContain(2);
    expect(found('日落').map(({ name }) => name)).toEqual([3]);
    expect(found('each')).toEqual([]);
  });
});
