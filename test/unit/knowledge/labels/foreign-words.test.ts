import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fold } from '../../../../src/domain/fold.ts';
import { findLabels } from '../../../../src/knowledge/labels/find.ts';
import { findForeign } from '../../../../src/knowledge/labels/foreign-words.ts';
import { isLabel } from '../../../../src/knowledge/labels/vocabulary.ts';

const ROWS = readFileSync(
  new URL('../../../../src/knowledge/labels/data/foreign-words.tsv', import.meta.url),
  'utf8',
)
  .trimEnd()
  .split('\n')
  .map((line) => line.split('\t'));

describe('words of other languages', () => {
  it('are folded, mean labels that there are, and are not in the vocabulary', () => {
    expect(ROWS.length).toBeGreaterThan(8000);
    for (const [word = '', labels = '', sureness = ''] of ROWS) {
      expect(fold(word), word).toBe(word);
      expect(labels.split(' ').every(isLabel), word).toBe(true);
      expect(['sure', 'perhaps', 'accented', 'capitalised'], word).toContain(sureness);
      expect(findLabels(word), word).toEqual([]);
    }
  });

  it.each([
    ['Hund', 'dog'],
    ['chien', 'dog'],
    ['perro', 'dog'],
    ['собака', 'dog'],
    ['gatto', 'cat'],
    ['plage', 'beach'],
    ['playa', 'beach'],
    ['пляж', 'beach'],
    ['plaża', 'beach'],
    ['ビーチ', 'beach'],
    ['해변', 'beach'],
    ['Kirche', 'church'],
    ['fjell', 'mountain'],
    ['coucher de soleil', 'sunset'],
    ['pôr do sol', 'sunset'],
    ['zonsondergang', 'sunset'],
    ['σκύλος', 'dog'],
    ['גמל', 'dromedary-camel'],
    ['ช้าง', 'elephant'],
    ['मोर', 'peacock'],
  ])('%s is %s', (word, label) => {
    expect(findForeign(word)?.labels).toContain(label);
  });

  it.each([
    ['montaña', 'montana'],
    ['dağ', 'dag'],
    ['Strand', 'strand'],
    ['Kind', 'kind'],
  ])('%s is one, and the English word or name %s is none', (word, other) => {
    expect(findForeign(word)).not.toBeNull();
    expect(findForeign(other)).toBeNull();
  });

  it.each([
    'love',
    'long',
    'kate',
    'adam',
    'have',
    'more',
    'part',
    'bar',
    'bat',
    'las',
    'Kate',
    'Love',
    'zzyx',
  ])('%s is none', (word) => {
    expect(findForeign(word)).toBeNull();
  });

  it.each(['Fuchs', 'faro', 'zug'])('%s may mean something else', (word) => {
    expect(findForeign(word)?.isSure).toBe(false);
  });
});
