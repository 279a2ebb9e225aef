import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { EXAMPLES, grammarPage, PAGE } from '../../../scripts/build-grammar.ts';
import { findDates } from '../../../src/knowledge/dates/find-dates.ts';
import { FIELDS, fieldNamed } from '../../../src/query/fields.ts';
import { interpretText } from '../../../src/query/interpret-query.ts';
import { KNOWN } from '../../support/known.ts';
import { ROOT } from '../../support/paths.ts';
import { printResolved } from '../../support/print-resolved.ts';

const means = (text: string): string => printResolved(interpretText(text, KNOWN, findDates(text, KNOWN.now)));

describe('grammar page', () => {
  it('equals the output of npm run build:grammar', () => {
    expect(readFileSync(path.join(ROOT, PAGE), 'utf8')).toBe(grammarPage());
  });

  it.each(EXAMPLES)('states the meaning of $text', ({ text, means: meaning }) => {
    expect(means(text)).toBe(meaning);
  });

  it.each(Object.entries(FIELDS))(
    'has for the field %s an example that the field accepts',
    (field, { example, aliases }) => {
      const value = example.slice(example.indexOf(':') + 1);
      expect(means(example)).toMatch(/^=/u);
      // A value that is not valid for the field would be searched as text.
      expect(means(example)).not.toBe(`="${field}:${value}"`);
      for (const alias of aliases) {
        expect(fieldNamed(alias)).toBe(field);
        expect(means(`${alias}:${value}`)).toBe(means(example));
      }
    },
  );
});
