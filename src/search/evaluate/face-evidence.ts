import type { FreeText, QueryWord } from '../../domain/query.ts';
import { isPeopleFilter } from '../../query/people-words.ts';
import { LIKELY } from './scored-set.ts';

/** How much the faces in a photo add to the probability that it shows a word: this part of what is missing to 1. */
const ADDED = { likely: 0.7, possible: 0.4 } as const;

/** A word without its readings by faces, which only add: where faces are not known, it is found as if they were none. */
export function withoutFaces(word: QueryWord): QueryWord {
  const interpretations = word.interpretations.filter((one) => !isPeopleFilter(one));
  return interpretations.length === word.interpretations.length ? word : { ...word, interpretations };
}

/** The same of all words of a text. */
export const textWithoutFaces = (text: FreeText): FreeText => ({
  ...text,
  words: text.words.map(withoutFaces),
});

/** The levels of one word of a text, by ordinal. */
export interface FaceWord {
  /** By its other readings; null: it has none. */
  readonly level: Uint8Array | null;
  /** By the faces in the photos; null: it has no such reading. */
  readonly faces: Uint8Array | null;
  /** Photos of which the user stated that the word does not hold. */
  readonly denied: ReadonlySet<number>;
}

/**
 * Adds what the faces in photos show: a photo in which every word holds by its faces or otherwise is at least as likely
 * as the least of its words. It never lowers a level, and photos whose faces show nothing of it stay as they are.
 * @param scored changed in place
 */
export function addFaces(
  words: readonly FaceWord[],
  scored: { readonly level: Uint8Array; readonly probability: Float32Array | null },
): void {
  if (words.every(({ faces }) => faces === null)) return;
  const { level, probability } = scored;
  for (let at = 0; at < level.length; at++) {
    let least = LIKELY;
    let isFound = false;
    for (let nth = 0; nth < words.length && least > 0; nth++) {
      const { level: own, faces, denied } = words[nth] as FaceWord;
      const byFaces = faces === null ? 0 : (faces[at] as number);
      if (byFaces > 0) isFound = true;
      const best = Math.max(byFaces, own === null ? 0 : (own[at] as number));
      if (best < least) least = best;
      if (byFaces > 0 && denied.has(at)) least = 0;
    }
    if (!isFound || least === 0) continue;
    if (least > (level[at] as number)) level[at] = least;
    if (probability === null) continue;
    const added = least === LIKELY ? ADDED.likely : ADDED.possible;
    probability[at] = 1 - (1 - (probability[at] as number)) * (1 - added);
  }
}
