/** Results that are kept: the photos of one camera have few sizes. */
const FEW = 16;

/** A pure function of numbers that keeps its last few results. */
export function rememberFew<Numbers extends readonly number[], Result>(
  compute: (...numbers: Numbers) => Result,
): (...numbers: Numbers) => Result {
  const known = new Map<string, Result>();
  return (...numbers) => {
    const key = numbers.join(' ');
    const found = known.get(key) ?? compute(...numbers);
    // The one that was used last is the last to be dropped.
    known.delete(key);
    known.set(key, found);
    const [oldest] = known.keys();
    if (known.size > FEW && oldest !== undefined) known.delete(oldest);
    return found;
  };
}
