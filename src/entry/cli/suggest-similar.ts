import { editDistance } from '../../domain/edit-distance.ts';

/** More edits than this are another word. */
const MOST_EDITS = 3;
/** Share of the letters that have to be the same. */
const LEAST_SIMILARITY = 0.4;

/** The candidates nearest to a word, by Levenshtein distance; none if all are far. Leading dashes do not count. */
export function suggestSimilar(word: string, candidates: readonly string[]): string[] {
  const bare = (text: string): string => text.replace(/^--/, '');
  const near = candidates
    .filter((candidate) => bare(candidate).length > 1)
    .map((candidate) => ({ candidate, edits: editDistance(bare(word), bare(candidate)) }))
    .filter(({ candidate, edits }) => {
      const length = Math.max(bare(word).length, bare(candidate).length);
      return edits <= MOST_EDITS && (length - edits) / length > LEAST_SIMILARITY;
    });
  const least = Math.min(...near.map(({ edits }) => edits));
  return near
    .filter(({ edits }) => edits === least)
    .map(({ candidate }) => candidate)
    .sort();
}
