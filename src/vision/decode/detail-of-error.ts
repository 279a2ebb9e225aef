/** Maximum length of a detail in UTF-16 units. */
const MOST = 300;

/** Message of a decoder on one line: no control characters, no repetitions, limited length. */
export function detailOfError(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const lines = new Set(
    message
      .slice(0, 4000)
      .split(/[\p{Cc}\u2028\u2029]+/u)
      .map((line) => line.trim()),
  );
  lines.delete('');
  return [...lines].join('; ').slice(0, MOST);
}
