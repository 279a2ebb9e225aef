import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { removePart } from '../../renderer/search/remove-part.ts';

/** Removes the first occurrence of `part`. */
const without = (text: string, part: string, negated = false): string =>
  removePart(text, { start: text.indexOf(part), end: text.indexOf(part) + part.length, negated });

describe('removing a part of the search text', () => {
  it.each([
    ['dog beach', 'dog', false, 'beach'],
    ['dog -people 2019', 'people', true, 'dog 2019'],
    ['dog not people', 'people', true, 'dog'],
    ['(cat | dog) 2019', 'cat', false, '(dog) 2019'],
    ['(cat | dog) 2019', 'dog', false, '(cat) 2019'],
    ['cat or dog', 'cat', false, 'dog'],
    ['cat or dog', 'dog', false, 'cat'],
    ['a | b | c', 'b', false, 'a | c'],
    ['beach -(dog)', 'dog', true, 'beach'],
    ['"ice cream" dog', '"ice cream"', false, 'dog'],
    ['海滩 2019年 -人', '人', true, '海滩 2019年'],
    ['海滩没有人', '人', true, '海滩'],
    ['floor organ', 'organ', false, 'floor'],
    ['floor organ', 'floor', false, 'organ'],
    ['beach', 'beach', false, ''],
  ])('%s without %s', (text, part, negated, left) => {
    expect(without(text, part, negated)).toBe(left);
  });

  it('never joins the words around it, and always ends', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(), fc.nat(), fc.boolean(), (text, a, b, negated) => {
        const [start = 0, end = 0] = [a % (text.length + 1), b % (text.length + 1)].sort((x, y) => x - y);
        expect(removePart(text, { start, end, negated }).length).toBeLessThanOrEqual(text.length + 1);
      }),
    );
    expect(without('ab-X-cd', '-X-')).toBe('ab cd');
  });
});
