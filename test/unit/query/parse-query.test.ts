import { describe, expect, it } from 'vitest';
import type { Query } from '../../../src/domain/query.ts';
import { parseQuery } from '../../../src/query/parse-query.ts';
import { printQuery } from '../../../src/query/print-query.ts';
import fc from '../../support/properties.ts';

/** A query without its positions in the text. */
function bare(query: Query): unknown {
  switch (query.kind) {
    case 'and':
    case 'or':
      return { kind: query.kind, parts: query.parts.map(bare) };
    case 'not':
      return { kind: 'not', part: bare(query.part) };
    case 'word':
      return query.text;
    case 'date':
      return { date: query.text };
    case 'field':
      return `${query.field}:${query.value}`;
  }
}

const TABLE: readonly (readonly [string, string])[] = [
  ['beach', 'beach'],
  ['dog beach', 'dog beach'],
  ['dog -people', 'dog -people'],
  ['dog not people', 'dog -people'],
  ['cat | dog', 'cat | dog'],
  ['cat or dog', 'cat | dog'],
  ['(cat | dog) 2019', '(cat | dog) 2019'],
  ['cat|dog 2019', 'cat | dog 2019'],
  ['-(cat | dog)', '-(cat | dog)'],
  ['"ice cream"', '"ice cream"'],
  ['“ice cream”', '"ice cream"'],
  ['"unfinished phrase', '"unfinished phrase"'],
  ['camera:nikon', 'camera:nikon'],
  ['camera:"Canon EOS"', 'camera:"Canon EOS"'],
  ['相机：尼康', 'camera:尼康'],
  ['unknown:field', 'unknown:field'],
  ['camera:', 'camera:'],
  ['before:2019 dog', 'date:"before 2019" dog'],
  ['-Since:2019-03', '-date:"since 2019-03"'],
  ['after:"June 2019"', 'date:"after June 2019"'],
  ['before:', 'before:'],
  ['cat or', 'cat'],
  ['or cat', 'cat'],
  ['cat -', 'cat'],
  ['cat and dog', 'cat and dog'],
  ['without a dog', '-(a dog)'],
  ['not in (cat | dog)', '-(cat | dog)'],
  ['ｃａｍｅｒａ：nikon', 'camera:nikon'],
  ['＂ice cream＂', '"ice cream"'],
  ['－dog', '-dog'],
  ['no', '"no"'],
  ['((cat)', 'cat'],
  ['cat ) dog', 'cat dog'],
  ['()', ''],
  ['', ''],
  ['   ', ''],
  ['t-shirt', 't-shirt'],
  ['猫 或 狗', '猫 | 狗'],
  ['海滩　日落', '海滩 日落'],
  ['（猫｜狗）', '猫 | 狗'],
];

describe('parseQuery', () => {
  it.each(TABLE)('parses %j as %j', (text, printed) => {
    expect(printQuery(parseQuery(text))).toBe(printed);
  });

  const text = fc.string({
    unit: fc.constantFrom(...'ab海滩0 -|()"“：:.\u3000', ' or ', ' not ', 'camera:', '\u202e', '\0'),
    maxLength: 30,
  });

  it('never throws, and parse → print → parse is stable', () => {
    fc.assert(
      fc.property(fc.oneof(text, fc.string()), (typed) => {
        const once = parseQuery(typed);
        const printed = printQuery(once);
        expect(bare(parseQuery(printed))).toEqual(bare(once));
      }),
      { numRuns: 2000 },
    );
  });
});
