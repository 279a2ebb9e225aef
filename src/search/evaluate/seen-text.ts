import type { FreeText, QueryWord } from '../../domain/query.ts';
import type { PhotoText, TextMatch } from '../index/photo-text.ts';
import { LIKELY, POSSIBLE, type Scratch } from './scored-set.ts';
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

/** Highest level that text in a photo can give for a word: whole words that no label means and no fact are likely. */
const mostOf = ({ interpretations }: QueryWord): number =>
  interpretations.every((one) => one.as === 'text' || (one.as === 'label' && one.narrower))
    ? LIKELY
    : POSSIBLE;
/** Characters of a run of Chinese words, which together mean what no label does. */
const LONG_RUN = 4;

/** The words of a search as one text, if its standing in a photo means more than each word alone; else null. */
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

/** What text in a photo gives to a word of a search, or what the word has otherwise: a number in RANKS, the higher the surer. */
type Rank = 0 | 1 | 2 | 3;
const [UNSEEN, IN_PART, ON_A_SIGN, IN_WORDS] = [0, 1, 2, 3] as const satisfies readonly Rank[];
const RANKS = [
  { level: 0, probability: 0 },
  { level: POSSIBLE, probability: PROBABILITIES.parts },
  { level: POSSIBLE, probability: PROBABILITIES.sign },
  { level: LIKELY, probability: PROBABILITIES.words },
] as const;

/** Of a word that stands whole in a text. @param most the highest level that it can give */
const rankOfWhole = (most: number): Rank => (most === LIKELY ? IN_WORDS : ON_A_SIGN);
/** Of a word that is found otherwise, beside words that stand in the photo. */
const rankOfLevel = (level: number): Rank => (level === 0 ? UNSEEN : level === LIKELY ? IN_WORDS : ON_A_SIGN);

/** By ordinal, the rank of one word in each photo: the best of its texts and of its other readings. */
function ranksOf(
  seen: readonly { readonly match: TextMatch; readonly most: number }[],
  own: WordEvidence | null,
  scratch: Scratch,
): Uint8Array {
  const ranks = scratch.levels();
  if (own !== null)
    for (let at = 0; at < ranks.length; at++) ranks[at] = rankOfLevel(own.level[at] as number);
  const raise = (rank: Rank) => (ordinal: number) => {
    if ((ranks[ordinal] as number) < rank) ranks[ordinal] = rank;
  };
  for (const { match, most } of seen) {
    match.part.forEach(raise(IN_PART));
    match.whole.forEach(raise(rankOfWhole(most)));
  }
  for (const ordinal of own?.denied ?? []) ranks[ordinal] = UNSEEN;
  return ranks;
}

/**
 * Adds what the text in photos shows: a photo with all words in a line is likely, one in which every word either stands
 * or is found otherwise is at least possible. It never lowers a level, and photos that lack a word stay as they are.
 * @param evidence of each word that has interpretations
 * @param scored level and probability of each photo, by ordinal; changed in place
 */
export function addSeenText(
  text: FreeText,
  evidence: ReadonlyMap<QueryWord, WordEvidence>,
  photoText: PhotoText,
  scored: { readonly level: Uint8Array; readonly probability: Float32Array | null },
  scratch: Scratch,
): void {
  const seen = seenWords(text).map((one) => ({ ...one, match: photoText.of(one.text) }));
  if (seen.every(({ match }) => match.whole.size + match.part.size === 0)) return;
  const ranks = text.words.map((word) =>
    ranksOf(
      seen.filter((one) => one.word === word),
      evidence.get(word) ?? null,
      scratch,
    ),
  );
  const raise = (ordinal: number, { level, probability }: { level: number; probability: number }): void => {
    if (level > (scored.level[ordinal] as number)) scored.level[ordinal] = level;
    if (scored.probability !== null && probability > (scored.probability[ordinal] as number))
      scored.probability[ordinal] = probability;
  };
  const addLeast = (ordinal: number): void => {
    let least: number = IN_WORDS;
    for (const rank of ranks) if ((rank[ordinal] as number) < least) least = rank[ordinal] as number;
    raise(ordinal, RANKS[least] ?? RANKS[UNSEEN]);
  };
  for (const { match } of seen) {
    match.whole.forEach(addLeast);
    match.part.forEach(addLeast);
  }
  for (const rank of ranks) scratch.freeLevels(rank);
  const phrase = wholePhrase(text);
  if (phrase === null) return;
  const isDenied = (ordinal: number): boolean =>
    text.words.some((word) => evidence.get(word)?.denied.has(ordinal) === true);
  photoText.of(phrase).whole.forEach((ordinal) => {
    if (!isDenied(ordinal)) raise(ordinal, { level: LIKELY, probability: PROBABILITIES.phrase });
  });
}
