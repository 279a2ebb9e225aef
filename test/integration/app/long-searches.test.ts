import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Library } from '../../../src/app/library.ts';
import { openLibrary } from '../../../src/app/open-library.ts';
import { BeachcombError } from '../../../src/domain/error.ts';
import { LANGUAGES } from '../../../src/domain/label.ts';
import { LONGEST_SEARCH, MOST_SEARCH_WORDS } from '../../../src/domain/text-limits.ts';
import { formatterFor } from '../../../src/i18n/formatter.ts';
import { LONG_TEXTS } from '../../support/long-texts.ts';
import { MODELS } from '../../support/paths.ts';
import { recordAttempt } from '../../support/record-attempt.ts';
import { tempFolder } from '../../support/temp-folder.ts';

async function open(): Promise<Library> {
  const library = await openLibrary({
    path: path.join(tempFolder(), 'library.sqlite'),
    models: MODELS,
    samples: null,
    indexing: false,
    log: () => {},
  });
  onTestFinished(() => library.close());
  return library;
}

/** The parts that a search compared with every photo; null if it was refused as too long. */
async function searchedParts(library: Library, text: string): Promise<number | null> {
  try {
    const found = await library.handlers['search.run']({ text, sort: 'relevance', offset: 0, limit: 50 });
    return found.interpretations.length;
  } catch (error) {
    if (error instanceof BeachcombError && error.kind === 'search-too-long') return null;
    throw error;
  }
}

describe('a long search', () => {
  it.each(LANGUAGES)('is refused with the numbers that count, in %s', (language) => {
    const sentence = formatterFor(language)('error.search-too-long').replaceAll(',', '');
    expect(sentence).toContain(` ${MOST_SEARCH_WORDS} `);
    expect(sentence).toContain(` ${LONGEST_SEARCH} `);
  });

  it('compares at most so many words with every photo, or is refused with a sentence of its own', async () => {
    const library = await open();
    let refused = 0;
    for (const [name, make] of Object.entries(LONG_TEXTS)) {
      const text = make(1990);
      const parts = await searchedParts(library, text);
      if (parts === null) refused += 1;
      else expect(parts, name).toBeLessThanOrEqual(MOST_SEARCH_WORDS);
      // What completes and what explains a part are asked at every key.
      await library.handlers['search.suggest']({ typed: text, field: null, language: 'en' });
      await library.handlers['search.others']({ part: text });
    }
    expect(refused).toBeGreaterThan(10);
    expect(refused).toBeLessThan(Object.keys(LONG_TEXTS).length);
    recordAttempt({
      suite: 'security',
      what: 'a search text of 2,000 characters that was slow (Chinese, dates, brackets, ORs, negations, marks)',
      times: Object.keys(LONG_TEXTS).length,
      outcome: `at most ${MOST_SEARCH_WORDS} parts compared with the photos, or a sentence`,
      lost: 0,
    });
  });

  it('of the most words is searched for, and of one more is refused', async () => {
    const library = await open();
    const words = Array.from({ length: MOST_SEARCH_WORDS + 1 }, (_, nth) => `name:x${nth}`);
    expect(await searchedParts(library, words.slice(1).join(' '))).toBe(MOST_SEARCH_WORDS);
    expect(await searchedParts(library, words.join(' '))).toBe(null);
  });

  it('of 10,000 words, which only the command line can send, is refused before it is read', async () => {
    const library = await open();
    const text = 'dog '.repeat(10_000);
    await expect(library.search(text, { sort: 'relevance', all: false })).rejects.toMatchObject({
      kind: 'search-too-long',
    });
  });
});
