/** The next place without an answer after `from`, around the end; null where all are answered. */
export function nextQuestion(
  from: number,
  count: number,
  isAnswered: (at: number) => boolean,
): number | null {
  for (let step = 1; step < count; step += 1) {
    const at = (from + step) % count;
    if (!isAnswered(at)) return at;
  }
  return null;
}
