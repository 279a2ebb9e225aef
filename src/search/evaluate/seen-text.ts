import type { FreeText, QueryWord } from '../../domain/query.ts';
import type { PhotoText, TextMatch } from '../index/photo-text.ts';
import { LIKELY, POSSIBLE } from './scored-set.ts';
import type { WordEvidence } from './word-evidence.ts';

/**
 * Probability of a photo that only its text supports: by words that mean nothing else here, and by parts of words or
 * words that may mean what a photo shows. A word on a sign is weaker than a label: `npm run eval -- --everyday`.
 */
const [BY_WORDS, BY_PARTS] = [0.6, 0.2];

/** Highest level that text in a photo can give for a word: whole words that no label or fact explains are likely. */
const mostOf = ({ interpretations }: QueryWord): number =>
  interpretations.every(({ as }) => as === 'text') ? LIKELY : POSSIBLE;
/** Characters of a run of Chinese words, which together say what no label says. */
const LONG_RUN = 4;

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

/**
 * Adds what the text in photos says: a photo in which every word either stands or is found otherwise is at least
 * possible. It never lowers a level, and photos that lack a word stay as they are.
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
  const found = text.words.map((word) => ({
    matches: seen.filter((one) => one.word === word),
    evidence: evidence.get(word) ?? null,
  }));
  const isDenied = (ordinal: number): boolean =>
    found.some((word) => word.evidence?.denied.has(ordinal) === true);
  const done = new Set<number>();
  for (const { match } of seen)
    for (const ordinal of [...match.whole, ...match.part]) {
      if (done.has(ordinal)) continue;
      done.add(ordinal);
      let least = LIKELY;
      for (const word of found) {
        const own = word.evidence?.level[ordinal] ?? 0;
        const levels = word.matches.map(({ match: one, most }) => levelIn(one, ordinal, most));
        least = Math.min(least, Math.max(own, ...levels));
      }
      if (least === 0 || isDenied(ordinal)) continue;
      scored.level[ordinal] = Math.max(least, scored.level[ordinal] as number);
      if (scored.probability === null) continue;
      const p = least === LIKELY ? BY_WORDS : BY_PARTS;
      scored.probability[ordinal] = Math.max(p, scored.probability[ordinal] as number);
    }
}

function levelIn({ whole, part }: TextMatch, ordinal: number, most: number): number {
  if (whole.has(ordinal)) return most;
  return part.has(ordinal) ? POSSIBLE : 0;
}
