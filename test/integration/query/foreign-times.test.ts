import { describe, expect, it } from 'vitest';
import { KNOWN } from '../../support/known.ts';
import { meaningOf } from '../../support/meaning-of.ts';

const facts = { ...KNOWN, isKeyword: (text: string) => text === 'Anna Freitag' || KNOWN.isKeyword(text) };
const meaning = (text: string): string => meaningOf(text, facts);

describe('a time of the day in another language', () => {
  it.each(['nachts', 'Nacht', 'in der Nacht', 'nuit', 'de noche', 'notte', 'natt'])(
    '%s is also what can be seen then, as in English',
    (text) => {
      expect(meaning(text)).toBe(meaning('night'));
    },
  );

  it.each([
    ['nicht nachts', '-night/1826-01-01..2100-12-31 ~"night"'],
    ['Abend', '1826-01-01..2100-12-31 ~"evening"'],
    ['Strand abends', 'beach 1826-01-01..2100-12-31 ~"Strand abends"'],
    ['Sonntag', '=1826-01-01..2100-12-31'],
    ['Santo Domingo', '@city:3492908+region:DO.37 ~"Santo Domingo"'],
    ['vor 3 Jahren', '=2023-01-01..2023-12-31'],
  ])('%s is %s', (text, wanted) => {
    expect(meaning(text)).toBe(wanted);
  });

  it('is none within the name of somebody', () => {
    expect(meaning('Anna Freitag')).not.toContain('=');
  });
});
