/** Insertions, deletions, substitutions and swaps of neighbours between two words, in UTF-16 units. */
export function editDistance(from: string, to: string): number {
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
