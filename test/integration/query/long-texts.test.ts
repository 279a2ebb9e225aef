import process from 'node:process';
import { describe, expect, it } from 'vitest';
import { findDates } from '../../../src/knowledge/dates/find-dates.ts';
import { negatePart, removePart } from '../../../src/query/edit-query.ts';
import { interpretText } from '../../../src/query/interpret-query.ts';
import type { LibraryFacts } from '../../../src/query/library-facts.ts';
import { completeText, wordAt } from '../../../src/query/typed-word.ts';
import { LONG_TEXTS } from '../../support/long-texts.ts';

const FACTS: LibraryFacts = {
  now: new Date(2026, 5, 1),
  isCamera: () => false,
  isLens: () => false,
  customLabels: () => [],
  hasWords: () => false,
  isKeyword: () => false,
  isExactly: () => false,
  isFileOrFolder: () => false,
  isPerson: () => false,
  isBorn: () => false,
  knowsFaces: false,
  knowsWithoutFaces: false,
  isWritten: () => false,
  ownerOf: () => null,
  isYearOfUndated: () => false,
  isDateOfPhoto: () => true,
  standsInPhotos: () => false,
  albumsOfSearches: () => [],
  isConfirmed: () => false,
  isShown: () => false,
  isPlaceOfPhoto: () => false,
};

/** Everything that is done with a text while it is typed and before photos are looked at. */
function read(text: string): void {
  interpretText(text, FACTS, findDates(text, FACTS.now));
  wordAt(text, text.length);
  completeText(text, text.length, 'beach');
  const part = { start: 0, end: Math.min(3, text.length), negated: false };
  removePart(text, part, [part]);
  negatePart(text, part, [part]);
}

/** The processor time of this thread, in ms. */
function timeOf(work: () => void): number {
  const from = process.threadCpuUsage();
  work();
  const { user, system } = process.threadCpuUsage(from);
  return (user + system) / 1000;
}

/** Below it the clock and the collector decide. */
const SURE_MS = 20;

describe('a text four times as long', () => {
  it.each(Object.entries(LONG_TEXTS))(
    'of %s takes about four times as long, never sixteen times',
    (_name, make) => {
      const units = 2000;
      read(make(100));
      const short = Math.min(...[1, 2, 3].map(() => timeOf(() => read(make(units)))));
      // What else the machine does only adds to a time: the least of some runs, where the first is too long.
      let long = Number.POSITIVE_INFINITY;
      for (let run = 0; run < 8 && long >= 10 * Math.max(short, SURE_MS); run += 1)
        long = Math.min(
          long,
          timeOf(() => read(make(4 * units))),
        );
      expect(long).toBeLessThan(10 * Math.max(short, SURE_MS));
    },
  );
});
