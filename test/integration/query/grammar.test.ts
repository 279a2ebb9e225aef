import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { EXAMPLES, grammarPage, PAGE } from '../../../scripts/build-grammar.ts';
import { FIELDS, fieldNamed } from '../../../src/query/fields.ts';
import { meaningOf } from '../../support/meaning-of.ts';
import { ROOT } from '../../support/paths.ts';

describe('grammar page', () => {
  it('equals the output of npm run build:grammar', () => {
    expect(readFileSync(path.join(ROOT, PAGE), 'utf8')).toBe(grammarPage());
  });

  it.each(EXAMPLES)('states the meaning of $text', ({ text, means: meaning }) => {
    expect(meaningOf(text)).toBe(meaning);
  });

  it.each(Object.entries(FIELDS))(
    'has for the field %s an example that the field accepts',
    (field, { example, aliases }) => {
      const value = example.slice(example.indexOf(':') + 1);
      expect(meaningOf(example)).toMatch(/^=/u);
      // A value that is not valid for the field would be searched as text.
      expect(meaningOf(example)).not.toBe(`="${field}:${value}"`);
      for (const alias of aliases) {
        expect(fieldNamed(alias)).toBe(field);
        expect(meaningOf(`${alias}:${value}`)).toBe(meaningOf(example));
      }
    },
  );
});
