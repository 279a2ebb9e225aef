import { describe, expect, it } from 'vitest';
import { findDates } from '../../../src/knowledge/dates/find-dates.ts';
import { interpretText } from '../../../src/query/interpret-query.ts';
import { KNOWN } from '../../support/known.ts';
import { printResolved } from '../../support/print-resolved.ts';

const meaning = (text: string): string =>
  printResolved(interpretText(text, KNOWN, findDates(text, KNOWN.now)));

describe('an adjective of size or age beside a thing', () => {
  it.each([
    ['kleiner Hund', 'dog'],
    ['grosses Haus', 'house'],
    ['großes Haus', 'house'],
    ['petit chien', 'dog'],
    ['vieille maison', 'house'],
    ['perro pequeño', 'dog'],
    ['grote hond', 'dog'],
    ['liten hund', 'dog'],
    ['kleines Kind', 'child'],
    ['grosser alter Hund', 'dog'],
  ])('%s: the thing makes photos possible, and the phrase, which has both, chooses', (text, thing) => {
    expect(meaning(text)).toBe(`<${thing} ~"${text}"`);
  });

  it('leaves colours and other words beside it as they are', () => {
    expect(meaning('kleines rotes Auto')).toBe(
      meaning('rotes Auto').replace('car ', '<car ').replace('~"rotes', '~"kleines rotes'),
    );
    expect(meaning('kleine Katze am Strand')).toContain('~"kleine Katze am Strand"');
    expect(meaning('dog without kleine Katze')).toBe('[dog ~"dog"; -<cat ~"kleine Katze"]');
  });

  it.each(['small', 'small dog', 'old man', 'alter qwertzu', 'new york', 'klein', 'long'])(
    'is a word of its own elsewhere: %s',
    (text) => {
      expect(meaning(text)).not.toMatch(/^ ?~/);
      expect(meaning(text).toLowerCase()).toContain(text.split(' ')[0]);
    },
  );

  it('is no adjective where somebody or something is called so', () => {
    const named = {
      ...KNOWN,
      isKeyword: (text: string) => text === 'Klein',
      hasWords: (text: string) => text === 'Klein',
    };
    expect(printResolved(interpretText('Klein Hund', named, []))).toContain('Klein');
    expect(printResolved(interpretText('Klein Hund', named, []))).not.toBe(meaning('klein Hund'));
  });
});
