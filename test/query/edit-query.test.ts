import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { negatePart } from '../../renderer/search/negate-part.ts';
import { removePart } from '../../renderer/search/remove-part.ts';
import { replacePart } from '../../renderer/search/replace-part.ts';
import type { Meaning, Reading } from '../../src/domain/query.ts';
import { parseQuery } from '../../src/search/parse-query.ts';
import { readQuery } from '../../src/search/read-query.ts';
import { readingsOf } from '../../src/search/searcher.ts';
import { KNOWN } from '../support/known.ts';
import { printMeaning } from '../support/print-meaning.ts';
import fc from '../support/properties.ts';

const read = (text: string): Meaning => readQuery(parseQuery(text), KNOWN);
const readingsIn = (text: string): Reading[] => readingsOf(read(text)).map(({ reading }) => reading);

/** A meaning with one of its readings changed; null where nothing is left. A group of one is that one. */
function change(meaning: Meaning, at: Reading, to: (own: Meaning) => Meaning | null): Meaning | null {
  if (meaning.kind === 'reading') return meaning.reading.start === at.start ? to(meaning) : meaning;
  if (meaning.kind === 'not') {
    const part = change(meaning.part, at, to);
    if (part === null) return null;
    return part.kind === 'not' ? part.part : { kind: 'not', part };
  }
  const parts = meaning.parts
    .map((part) => change(part, at, to))
    .filter((part) => part !== null)
    .flatMap((part) => (part.kind === meaning.kind ? part.parts : [part]));
  const [only] = parts;
  return only === undefined || parts.length > 1 ? (only === undefined ? null : { ...meaning, parts }) : only;
}
const print = (meaning: Meaning | null): string => (meaning === null ? '[]' : printMeaning(meaning));
const nowhere = { start: -1 } as Reading;
/** In one form, whatever the parentheses. */
const printed = (text: string): string => print(change(read(text), nowhere, () => null));

const TEXTS = [
  ...readFileSync(new URL('../search/queries.tsv', import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .slice(1)
    .map((line) => line.split('\t')[0] ?? ''),
  '没有 人 海滩',
  '海滩的猫或狗 2019',
  '2019 海滩上的狗还是猫没有人',
  '-人的海滩 dog',
  'not (ice cream) beach',
  'beach -"ice cream" (dog | -cat)',
  'dog camera:"Canon EOS"beach',
  'dog -(June 2019) -camera:nikon',
].filter((text) => readingsIn(text).length > 0);
const EACH_PART = TEXTS.flatMap((text) => {
  const parts = readingsIn(text);
  return parts.map((part) => ({ text, part, parts }));
});

/** What each does to the part of `text` that reads `part`. */
const edited = (edit: typeof removePart, text: string, part: string): string => {
  const parts = readingsIn(text);
  const at = parts.find((one) => one.text === part);
  if (at === undefined) throw new Error(`“${text}” has no part “${part}”`);
  return edit(text, at, parts);
};

describe('changing one part of a search text', () => {
  it.each([
    ['dog beach', 'dog', 'beach'],
    ['dog -people 2019', 'people', 'dog 2019'],
    ['dog not people', 'people', 'dog'],
    ['(cat | dog) 2019', 'cat', '(dog) 2019'],
    ['cat or dog', 'cat', 'dog'],
    ['cat | dog | beach', 'dog', 'cat | beach'],
    ['beach -(dog)', 'dog', 'beach'],
    ['"ice cream" dog', 'ice cream', 'dog'],
    ['a photo of a dog', 'dog', ''],
    ['海滩没有人', '人', '海滩'],
    ['没有人的海滩', '海滩', '没有人'],
    ['海滩上的狗', '海滩', '狗'],
    ['海滩的猫或狗', '狗', '海滩的猫'],
  ])('%s without %s is %j', (text, part, left) => {
    expect(edited(removePart, text, part)).toBe(left);
  });

  it.each([
    ['dog beach', 'dog', '-dog beach'],
    ['-dog beach', 'dog', 'dog beach'],
    ['not dog beach', 'dog', 'dog beach'],
    ['ice cream beach', 'ice cream', '-(ice cream) beach'],
    ['-(ice cream) beach', 'ice cream', 'ice cream beach'],
    ['camera:"Canon EOS" dog', 'camera:Canon EOS', '-camera:"Canon EOS" dog'],
    ['没有人的海滩', '人', '人 海滩'],
    ['没有人的海滩', '海滩', '没有人 -海滩'],
    ['海滩的猫或狗', '狗', '海滩的猫 或 -狗'],
  ])('%s with the opposite of %s is %j', (text, part, left) => {
    expect(edited(negatePart, text, part)).toBe(left);
  });

  it.each(EACH_PART)('$text: without “$part.text”, the rest means what it meant', ({ text, part, parts }) => {
    expect(printed(removePart(text, part, parts))).toBe(print(change(read(text), part, () => null)));
  });

  it.each(EACH_PART)('$text: “$part.text” can be turned into its opposite', ({ text, part, parts }) => {
    const not = negatePart(text, part, parts);
    expect(printed(not)).toBe(print(change(read(text), part, (own) => ({ kind: 'not', part: own }))));
  });

  it.each(EACH_PART)('$text: “$part.text” can be read as something else', ({ text, part, parts }) => {
    const [other] = readingsIn('label:"golden retriever"');
    expect(printed(replacePart(text, part, parts, 'label:"golden retriever"'))).toBe(
      print(
        change(read(text), part, () => (other === undefined ? null : { kind: 'reading', reading: other })),
      ),
    );
  });

  it('takes any text, and keeps what it puts in', () => {
    const text = fc
      .array(fc.constantFrom('dog', '没有人的海滩', '或', '-', '"', '(', '） ', ' | ', 'or ', '\0'))
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.oneof(text, fc.string()), (typed) => {
        const parts = readingsIn(typed);
        for (const part of parts) {
          expect(removePart(typed, part, parts).length).toBeLessThanOrEqual(typed.length + 8);
          expect(negatePart(typed, part, parts)).toContain(typed.slice(part.start, part.end));
          expect(replacePart(typed, part, parts, 'label:dog')).toContain('label:dog');
        }
      }),
    );
  });
});
