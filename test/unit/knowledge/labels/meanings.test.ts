import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { find } from '../../../../src/knowledge/labels/find.ts';
import { isLabel, vocabulary } from '../../../../src/knowledge/labels/vocabulary.ts';

const rows = readFileSync(new URL('./meanings.tsv', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .slice(1)
  .map((line) => line.split('\t') as [word: string, labels: string]);

describe('relation of a word to a label', () => {
  it.each(rows)('"%s": %s', (word, labels) => {
    const found = find(word).map(({ label, why }) => `${label}:${why}`);
    expect(found.join(' ') || '-').toBe(labels);
  });

  it('a narrower word is never also a word of the same label, and leads to existing labels', () => {
    for (const [word, ids] of Object.entries(vocabulary.narrower))
      for (const id of ids) {
        expect(isLabel(id), word).toBe(true);
        const label = vocabulary.labels.find((one) => one.id === id);
        expect([...(label?.words.en ?? []), ...(label?.words.zh ?? [])], word).not.toContain(word);
        expect(
          find(word).some((match) => match.label === id && match.why === 'narrower'),
          word,
        ).toBe(true);
      }
  });

  it('the plural of a narrower word is a narrower word', () => {
    expect(find('Kittens')).toEqual([{ label: 'cat', word: 'kitten', language: 'en', why: 'narrower' }]);
  });
});
