import type { AgeFilter, Span } from '../domain/query.ts';
import { agesBehindName, chineseAges } from './age-words.ts';
import type { Piece } from './cut-words.ts';
import type { LibraryFacts } from './library-facts.ts';

interface Word {
  readonly text: string;
  readonly span: Span;
}

/** A person at an age, and what follows it. */
export interface AgeAt {
  readonly piece: Piece;
  /** Words that it is made of, the last one perhaps in part. */
  readonly length: number;
  /** What stands behind it in the last word. */
  readonly rest: Word | null;
}

/** Most words of a name, and of an age behind it: "at the age of 3". */
const [LONGEST_NAME, LONGEST_AGE] = [4, 5];
/** Of a name before its age in one word. */
const MOST_CHARACTERS = 20;

/** A person whose birthday is known at an age, as in "Anna at 3" and 安娜3岁; null if no such begins at a word. */
export function ageAt(words: readonly Word[], at: number, facts: LibraryFacts): AgeAt | null {
  const [first] = words.slice(at, at + 1);
  if (first === undefined) return null;
  const textOf = (from: number, length: number): string =>
    words
      .slice(from, from + length)
      .map(({ text }) => text)
      .join(' ');
  for (let length = Math.min(LONGEST_NAME, words.length - at); length > 0; length--) {
    const name = textOf(at, length);
    if (!facts.isBorn(name)) continue;
    const behind = at + length;
    for (let more = Math.min(LONGEST_AGE, words.length - behind); more > 0; more--) {
      const ages = agesBehindName(textOf(behind, more));
      if (ages !== null) return whole(words, at, length + more, { field: 'age', name, ...ages });
    }
    const next = words[behind];
    const chinese = next === undefined ? null : chineseAges(next.text);
    if (chinese !== null)
      return inPart(words, at, length + 1, chinese.length, { field: 'age', name, ...chinese.ages });
  }
  return inOneWord(words, at, facts);
}

/** 安娜3岁: the name and the age in one word. */
function inOneWord(words: readonly Word[], at: number, facts: LibraryFacts): AgeAt | null {
  const { text } = words[at] as Word;
  for (let end = Math.min(text.length - 2, MOST_CHARACTERS); end > 1; end--) {
    const chinese = chineseAges(text.slice(end));
    const name = text.slice(0, end);
    if (chinese !== null && facts.isBorn(name))
      return inPart(words, at, 1, end + chinese.length, { field: 'age', name, ...chinese.ages });
  }
  return null;
}

const whole = (words: readonly Word[], at: number, length: number, filter: AgeFilter): AgeAt => {
  const last = words[at + length - 1] as Word;
  return inPart(words, at, length, last.text.length, filter);
};

/** @param used characters of the last word */
function inPart(words: readonly Word[], at: number, length: number, used: number, filter: AgeFilter): AgeAt {
  const [first, last] = [words[at] as Word, words[at + length - 1] as Word];
  const isWhole = used >= last.text.length;
  const end = isWhole ? last.span.end : last.span.start + used;
  const parts = words.slice(at, at + length).map(({ text }) => text);
  const text = [...parts.slice(0, -1), last.text.slice(0, used)].join(' ');
  return {
    piece: {
      kind: 'condition',
      word: { text, start: first.span.start, end, interpretations: [{ as: 'filter', filter }] },
      negated: false,
      yields: true,
    },
    length,
    rest: isWhole ? null : { text: last.text.slice(used), span: { start: end, end: last.span.end } },
  };
}
