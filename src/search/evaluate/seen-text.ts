import type { FreeText, QueryWord } from '../../domain/query.ts';
import type { PhotoText, TextMatch } from '../index/photo-text.ts';
import { LIKELY, POSSIBLE } from './scored-set.ts';
import type { WordEvidence } from './word-evidence.ts';

/**
 * Probability of a photo that its text supports. A word on a sign is weaker than a label and stronger than nothing;
 * `npm run eval -- --everyday` measures it.
 */
const PROBABILITIES = {
  /** All words of the search stand in a line, as they were typed: nearly what its owner wrote of it. */
  phrase: 0.84,
  /** Whole words that mean nothing else here. */
  words: 0.6,
  /** Whole words that may also mean what a photo shows: below a photo that possibly shows it. */
  sign: 0.4,
  /** Only parts of longer words. */
  parts: 0.2,
} as const;

/** Highest level that text in a photo can give for a word: whole words that no label or fact explains are likely. */
const mostOf = ({ interpretations }: QueryWord): number =>
  interpretations.every(({ as }) => as === 'text') ? LIKELY : POSSIBLE;
/** Characters of a run of Chinese words, which together say what no label says. */
const LONG_RUN = 4;

/** The words of a search as one text, if its standing in a photo says more than each word alone; else null. */
export function wholePhrase({ words, phrase }: FreeText): string | null {
  if (words.length < 2) return null;
  const isLong = /\s/u.test(phrase.trim()) || phrase.length >= LONG_RUN;
  return isLong ? phrase : null;
}

/** A text that is looked for in photos, for one word of a search. */
export interface SeenWord {
  readonly word: QueryWord;
  /** The word itself, or the run of words without a space between them that it stands in: 老上海 is 老 and 上海. */
  readonly text: string;
  /** Highest level that it can give. */
  readonly most: number;
}

/** What is looked for in the text of photos for each word: the word, and the run that it stands in. */
export function seenWords({ words }: FreeText): SeenWord[] {
  const runs: QueryWord[][] = [];
  for (const word of words) {
    const last = runs.at(-1);
    if (last?.at(-1)?.end === word.start) last.push(word);
    else runs.push([word]);
  }
  return runs.flatMap((run) => {
    const text = run.map((word) => word.text).join('');
    return run.flatMap((word): SeenWord[] => [
      { word, text: word.text, most: mostOf(word) },
      ...(run.length === 1 ? [] : [{ word, text, most: text.length >= LONG_RUN ? LIKELY : mostOf(word) }]),
    ]);
  });
}

/** The level and probability that the text in a photo gives to one word of a search. */
interface Seen {
  readonly level: number;
  readonly probability: number;
}
const UNSEEN: Seen = { level: 0, probability: 0 };

function seenIn({ whole, part }: TextMatch, ordinal: number, most: number): Seen {
  if (whole.has(ordinal))
    return { level: most, probability: most === LIKELY ? PROBABILITIES.words : PROBABILITIES.sign };
  return part.has(ordinal) ? { level: POSSIBLE, probability: PROBABILITIES.parts } : UNSEEN;
}

const better = (a: Seen, b: Seen): Seen =>
  b.level > a.level || (b.level === a.level && b.probability > a.probability) ? b : a;

/**
 * Adds what the text in photos says: a photo with all words in a line is likely, one in which every word either stands
 * or is found otherwise is at least possible. It never lowers a level, and photos that lack a word stay as they are.
 * @param evidence of each word that has interpretations
 * @param scored level and probability of each photo, by ordinal; changed in place
 */
export function addSeenText(
  text: FreeText,
  evidence: ReadonlyMap<QueryWord, WordEvidence>,
  photoText: PhotoText,
  scored: { readonly level: Uint8Array; readonly probability: Float32Array | null },
): void {
  const seen = seenWords(text).map((one) => ({ ...one, match: photoText.of(one.text) }));
  const words = text.words.map((word) => ({
    matches: seen.filter((one) => one.word === word),
    evidence: evidence.get(word) ?? null,
  }));
  const add = (ordinal: number, { level, probability }: Seen): void => {
    if (level === 0 || words.some((word) => word.evidence?.denied.has(ordinal) === true)) return;
    scored.level[ordinal] = Math.max(level, scored.level[ordinal] as number);
    if (scored.probability === null) return;
    scored.probability[ordinal] = Math.max(probability, scored.probability[ordinal] as number);
  };
  const done = new Set<number>();
  for (const { match } of seen)
    for (const ordinal of [...match.whole, ...match.part]) {
      if (done.has(ordinal)) continue;
      done.add(ordinal);
      let least: Seen = { level: LIKELY, probability: PROBABILITIES.words };
      for (const { matches, evidence: own } of words) {
        let best = ownEvidence(own?.level[ordinal] ?? 0);
        for (const one of matches) best = better(best, seenIn(one.match, ordinal, one.most));
        least = {
          level: Math.min(least.level, best.level),
          probability: Math.min(least.probability, best.probability),
        };
      }
      add(ordinal, least);
    }
  const phrase = wholePhrase(text);
  if (phrase === null) return;
  for (const ordinal of photoText.of(phrase).whole)
    add(ordinal, { level: LIKELY, probability: PROBABILITIES.phrase });
}

/** What a word that is found otherwise adds to the words beside it that stand in the photo. */
const ownEvidence = (level: number): Seen =>
  level === 0 ? UNSEEN : { level, probability: level === LIKELY ? PROBABILITIES.words : PROBABILITIES.sign };
