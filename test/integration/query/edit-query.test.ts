import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { QueryWord, ResolvedQuery } from '../../../src/domain/query.ts';
import { findDates } from '../../../src/knowledge/dates/find-dates.ts';
import { negatePart, onlyPart, type Part, removePart, replacePart } from '../../../src/query/edit-query.ts';
import { interpretText } from '../../../src/query/interpret-query.ts';
import { wordsOf } from '../../../src/search/query-parts.ts';
import { KNOWN } from '../../support/known.ts';
import { printWord } from '../../support/print-resolved.ts';
import fc from '../../support/properties.ts';

const read = (text: string): ResolvedQuery => interpretText(text, KNOWN, findDates(text, KNOWN.now));

type KnownPart = Part & { readonly text: string; readonly word: QueryWord };
/** The parts in the form of the window. */
const partsIn = (text: string): KnownPart[] =>
  wordsOf(read(text)).map(({ word, negated }) => ({
    text: word.text,
    start: word.start,
    end: word.end,
    negated,
    as: word.interpretations[0]?.as ?? 'meaning',
    word,
  }));
/** A coat's colours are read only beside what has a coat: the one reading that depends on the words around. */
const BY_NEIGHBOURS = "/'black+white'";
/** Each part of a text, prefixed with - if negated. */
const statements = (parts: readonly KnownPart[]): string[] =>
  parts.map(({ word, negated }) => `${negated ? '-' : ''}${printWord(word).replace(BY_NEIGHBOURS, '')}`);

/** Words that are interpreted only if nothing else is there, and words that combine to one unit if possible. */
const OTHERWISE = new Set(['in the', 'no', 'not', '没有', '-ice cream']);

const TEXTS = [
  ...readFileSync(new URL('../../unit/query/queries.tsv', import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .slice(1)
    .map((line) => line.split('\t')[0] ?? ''),
  '海滩的猫或狗 2019',
  '2019 海滩上的狗还是猫没有人',
  '-人的海滩 dog',
  'not (ice cream) beach',
  'beach -"ice cream" (dog | -cat)',
  'dog camera:"Canon EOS"beach',
  'dog -(June 2019) -camera:nikon',
  'beach -(red car) 2019',
  '没有红色汽车的海滩 dog',
  'dog "unfinished',
].filter((text) => partsIn(text).length > 0 && !OTHERWISE.has(text));
const EACH_PART = TEXTS.flatMap((text) => partsIn(text).map((part, nth) => ({ text, part, nth })));

/** Applies an edit to the part of `text` that equals `part`. */
const edited = (edit: typeof removePart, text: string, part: string): string => {
  const parts = partsIn(text);
  const at = parts.find((one) => one.text === part);
  if (at === undefined) throw new Error(`“${text}” has no part “${part}”`);
  return edit(text, at, parts);
};

describe('editing one part of a search text', () => {
  it.each([
    ['dog beach', 'dog', 'beach'],
    ['dog -people 2019', 'people', 'dog 2019'],
    ['dog not people', 'people', 'dog'],
    ['(cat | dog) 2019', 'cat', 'dog 2019'],
    ['cat or dog', 'cat', 'dog'],
    ['cat | dog | beach', 'dog', 'cat | beach'],
    ['beach -(dog)', 'dog', 'beach'],
    ['"ice cream" dog', 'ice cream', 'dog'],
    ['a photo of a dog', 'dog', ''],
    ['dog and beach', 'dog', 'beach'],
    ['cat and dog and beach', 'dog', 'cat and beach'],
    ['dog without a red car in Italy', 'car', 'dog -red in Italy'],
    ['beach between 2018 and 2019', 'beach', 'between 2018 and 2019'],
    ['海滩没有人', '人', '海滩'],
    ['没有人的海滩', '海滩', '没有人'],
    ['海滩上的狗', '海滩', '狗'],
    ['海滩的猫或狗', '狗', '海滩的猫'],
    ['没有红色汽车的海滩', '红色', '-汽车 海滩'],
    ['没有红色汽车的海滩', '汽车', '没有红色 海滩'],
    ['2019年的海滩', '海滩', '2019年'],
  ])('changes %s without %s to %j', (text, part, left) => {
    expect(edited(removePart, text, part)).toBe(left);
  });

  it.each([
    ['dog beach', 'dog', '-dog beach'],
    ['-dog beach', 'dog', 'dog beach'],
    ['not dog beach', 'dog', 'dog beach'],
    ['ice cream beach', 'ice cream', '-(ice cream) beach'],
    ['-(ice cream) beach', 'ice cream', 'ice cream beach'],
    ['camera:"Canon EOS" dog', 'camera:Canon EOS', '-camera:"Canon EOS" dog'],
    ['beach -(red car)', 'red', 'beach red -car'],
    ['-(cat | dog)', 'cat', '-(-cat | dog)'],
    ['beach between 2018 and 2019', 'between 2018 and 2019', 'beach -(between 2018 and 2019)'],
    ['没有人的海滩', '人', '人 海滩'],
    ['没有人的海滩', '海滩', '没有人 -海滩'],
    ['海滩的猫或狗', '狗', '海滩的猫 | -狗'],
    ['没有红色汽车的海滩', '红色', '红色 -汽车 海滩'],
    ['dog "unfinished', 'unfinished', 'dog -"unfinished"'],
  ])('changes %s with %s negated to %j', (text, part, left) => {
    expect(edited(negatePart, text, part)).toBe(left);
  });

  it.each([
    ['-(crane | dog) beach', 'crane', '-(label:crane-bird | dog) beach'],
    ['dog without crane', 'crane', 'dog -label:crane-bird'],
    ['没有狗的海滩', '狗', '-label:crane-bird 海滩'],
  ])('changes %s with %s interpreted differently to %j', (text, part, left) => {
    expect(edited((...given) => replacePart(...given, 'label:crane-bird'), text, part)).toBe(left);
  });

  it('keeps only one part', () => {
    expect(edited((text, part) => onlyPart(text, part), '没有人的海滩', '人')).toBe('人');
    expect(edited((text, part) => onlyPart(text, part), 'dog "unfinished', 'unfinished')).toBe(
      '"unfinished"',
    );
  });

  it.each(EACH_PART)(
    'removes “$part.text” from $text without changing the meaning of the rest',
    ({ text, part, nth }) => {
      const parts = partsIn(text);
      const left = statements(parts).toSpliced(nth, 1);
      expect(statements(partsIn(removePart(text, part, parts)))).toEqual(left);
    },
  );

  it.each(EACH_PART)('negates “$part.text” in $text, and back', ({ text, part, nth }) => {
    const parts = partsIn(text);
    const flipped = negatePart(text, part, parts);
    const expected = parts.map((one, at) => (at === nth ? { ...one, negated: !one.negated } : one));
    expect(statements(partsIn(flipped))).toEqual(statements(expected));
    const again = partsIn(flipped);
    const back = negatePart(flipped, again[nth] as KnownPart, again);
    expect(statements(partsIn(back))).toEqual(statements(parts));
  });

  it.each(EACH_PART)('replaces the interpretation of “$part.text” in $text', ({ text, part, nth }) => {
    const parts = partsIn(text);
    const other = statements(parts).with(nth, `${part.negated ? '-' : ''}golden-retriever`);
    expect(statements(partsIn(replacePart(text, part, parts, 'label:"golden retriever"')))).toEqual(other);
  });

  it('changes exactly one part in arbitrary combinations of known words', () => {
    const word = fc.constantFrom(
      'dog',
      'beach and',
      'cat of',
      'red car',
      '2019',
      '"ice cream"',
      'camera:nikon',
      'Italy',
      '没有人的海滩',
      '猫或狗',
      '白色的狗',
      '没有红色汽车的海滩',
      '2019年的猫',
    );
    const { text } = fc.letrec<{ text: string; one: string }>((tie) => ({
      text: fc
        .tuple(tie('one'), fc.constantFrom(' ', ' | ', ' or ', ' without ', ' -'), tie('one'))
        .map((parts) => parts.join('')),
      one: fc.oneof(
        { maxDepth: 3 },
        word,
        tie('text').map((inner) => `(${inner})`),
        word.map((inner) => `-(${inner})`),
      ),
    }));
    fc.assert(
      fc.property(text, fc.nat(), (typed, pick) => {
        const parts = partsIn(typed);
        const nth = pick % parts.length;
        const part = parts[nth] as KnownPart;
        expect(statements(partsIn(removePart(typed, part, parts))).sort()).toEqual(
          statements(parts).toSpliced(nth, 1).sort(),
        );
        const flipped = parts.map((one, at) => (at === nth ? { ...one, negated: !one.negated } : one));
        expect(statements(partsIn(negatePart(typed, part, parts))).sort()).toEqual(
          statements(flipped).sort(),
        );
      }),
      { numRuns: 1000 },
    );
  });

  it('accepts arbitrary text, and keeps the inserted part', () => {
    const text = fc
      .array(
        fc.constantFrom(
          'dog ',
          '没有人的海滩',
          '或',
          '-',
          '"',
          '(',
          '） ',
          ' | ',
          'or ',
          '\0',
          ' without ',
          '2019',
          '年',
          '红色',
          '汽车',
          'red ',
          'car ',
          'camera:',
          ' and ',
          'ice cream',
          '没有',
        ),
        { maxLength: 12 },
      )
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.oneof(text, fc.string()), (typed) => {
        const parts = partsIn(typed);
        for (const part of parts) {
          const own = typed.slice(part.start, part.end);
          expect(negatePart(typed, part, parts)).toContain(own);
          expect(replacePart(typed, part, parts, 'label:dog')).toContain('label:dog');
          expect(removePart(typed, part, parts).length).toBeLessThanOrEqual(3 * typed.length + 4);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('accepts parts that are not in the text', () => {
    const span = fc.record({ start: fc.nat(12), end: fc.nat(14), negated: fc.boolean() });
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'ab没有狗或 -("'), maxLength: 12 }),
        fc.array(span),
        (text, spans) => {
          for (const part of spans)
            for (const edit of [removePart, negatePart])
              expect(typeof edit(text, part, spans)).toBe('string');
        },
      ),
    );
  });
});
