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

/** Insertions, deletions, substitutions and swaps of neighbours between two words. */
function editDistance(from: string, to: string): number {
  let [before, row]: [number[], number[]] = [[], Array.from({ length: to.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= from.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= to.length; j += 1) {
      const isSame = from[i - 1] === to[j - 1];
      const edits = [
        (row[j] ?? 0) + 1,
        (next[j - 1] ?? 0) + 1,
        (row[j - 1] ?? 0) + (isSame ? 0 : 1),
        ...(i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1]
          ? [(before[j - 2] ?? 0) + 1]
          : []),
      ];
      next.push(Math.min(...edits));
    }
    [before, row] = [row, next];
  }
  return row.at(-1) ?? 0;
}
