import { describe, expect, it } from 'vitest';
import { KNOWN } from '../../support/known.ts';
import { meaningOf } from '../../support/meaning-of.ts';

describe('a negation before a preposition or an adjective', () => {
  it.each([
    ['plage pas en Italie', '[beach ~"beach"; -@country:IT ~"Italie"]'],
    ['chiens pas en 2015', '[dog ~"dog"; -=2015-01-01..2015-12-31]'],
    ['pas à Paris', '-@city:2988507+city:4717560 ~"Paris"'],
    ['chien pas noir', '[dog ~"dog"; -\'black\' ~"black"]'],
    ['strand niet in Italië', '[beach ~"beach"; -@country:IT ~"Italië"]'],
    ['spiaggia non in Italia', '[beach ~"beach"; -@country:IT ~"Italia"]'],
    ['playa no en Italia', '[beach ~"beach"; -@country:IT ~"Italia"]'],
    ['hund niet zwart', '[dog ~"dog"; -\'black\' ~"black"]'],
    ['faux pas', '?faux ?pas ~"faux pas"'],
    ['pas de deux', '?pas ?deux ~"pas de deux"'],
  ])('%s is %s', (text, wanted) => {
    expect(meaningOf(text)).toBe(wanted);
  });
});

describe('what a file states, under a "not"', () => {
  it.each([
    'without a date',
    'no date',
    'Fotos ohne Datum',
    'photos sans date',
    'fotos sin fecha',
    'foto senza data',
    'foto zonder datum',
    '没有日期的照片',
  ])('%s is without a date of its own', (text) => {
    expect(meaningOf(text)).toBe('-={is:dated}');
  });

  it.each([
    'photos without GPS',
    'photos without GPS data',
    'photos without location',
    'photos without a place',
    'Fotos ohne Ort',
    'photos sans lieu',
    'fotos sin ubicación',
    'foto senza posizione',
    '没有位置的照片',
  ])('%s is without a place', (text) => {
    expect(meaningOf(text)).toBe('-={is:placed}');
  });

  it.each([
    ['photos without rating', '-={is:rated}'],
    ['photos without date or location', '[-={is:dated}; -={is:placed}]'],
    ['dogs without a date', '[dog ~"dog"; -={is:dated}]'],
    ['photos without faces', '-people ~"people"'],
  ])('%s is %s', (text, wanted) => {
    expect(meaningOf(text)).toBe(wanted);
  });

  it('is what the owner calls so', () => {
    const facts = { ...KNOWN, isKeyword: (text: string) => text === 'place' };
    expect(meaningOf('without place', facts)).not.toContain('is:placed');
  });
});

describe('nobody', () => {
  const texts = [
    ['nobody', '-people ~"people"'],
    ['niemand', '-people ~"people"'],
    ['nadie', '-people ~"people"'],
    ['photos with nobody in them', '-people ~"people"'],
    ['beach with nobody', '[beach ~"beach"; -people ~"people"]'],
    ['没人的海滩', '[beach ~"beach"; -people ~"people"]'],
    ['空无一人的街道', '[street ~"street"; -people ~"people"]'],
    ['sin nadie', '-people ~"people"'],
    ['spiaggia senza nessuno', '[beach ~"beach"; -people ~"people"]'],
    ['nobody in Italy', '[@country:IT ~"Italy"; -people ~"people"]'],
  ] as const;

  it.each(texts)('%s is %s where no photo is known to be without faces', (text, wanted) => {
    expect(meaningOf(text)).toBe(wanted);
    // A program named somebody in one photo; faces were never looked for.
    expect(meaningOf(text, { ...KNOWN, knowsFaces: true })).toMatch(/-people/);
  });

  it('is no face where faces were looked for', () => {
    expect(meaningOf('nobody', { ...KNOWN, knowsFaces: true, knowsWithoutFaces: true })).toContain(
      '"from":0,"to":0',
    );
  });
});
