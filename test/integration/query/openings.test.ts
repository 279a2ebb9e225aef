import { describe, expect, it } from 'vitest';
import { KNOWN } from '../../support/known.ts';
import { meaningOf } from '../../support/meaning-of.ts';

describe('a sentence that asks for photos', () => {
  it.each([
    'show me dogs',
    'can you show me dogs',
    'do I have any dogs',
    'zeig mir Hunde',
    'zeige mir bitte alle Hunde',
    'suche Hunde',
    'ich möchte Hunde sehen',
    'wo sind die Hunde',
    'montre-moi les chiens',
    'cherche chiens',
    'je veux voir des chiens',
    'j’aimerais voir les chiens',
    'muéstrame perros',
    'muestra perros',
    'busca perros',
    'quiero ver perros por favor',
    'mostrami i cani',
    'fammi vedere i cani',
    'cerca cani',
    'mostra-me cachorros',
    'procurar cachorros',
    'laat me honden zien',
    'zoek honden',
    'toon honden',
    '给我看狗',
    '有没有狗的照片',
    '哪些照片里有狗',
    '想看狗的照片',
    '请帮我找一下拍的狗',
  ])('%s is what is asked for', (text) => {
    expect(meaningOf(text)).toBe('dog ~"dog"');
  });

  it.each([
    [
      'zeig mir alle Bilder von Hunden in Italien aus 2022',
      '[dog @country:IT ~"Hunden in Italien"; =2022-01-01..2022-12-31]',
    ],
    [
      '给我看2018年在北京拍的熊猫照片',
      '[=2018-01-01..2018-12-31; @region:CN.22+city:1816670 giant-panda ~"北京拍的熊猫"]',
    ],
    ['Suche', '?Suche ~"Suche"'],
    ['visa card', '?visa ?card ~"visa card"'],
    ['find family', '"family" ~"family"'],
  ])('%s is %s', (text, wanted) => {
    expect(meaningOf(text)).toBe(wanted);
  });

  it('is none where something is called so', () => {
    expect(meaningOf('Suche Hunde', { ...KNOWN, isKeyword: (text) => text === 'Suche Hunde' })).toContain(
      'Suche',
    );
  });
});
