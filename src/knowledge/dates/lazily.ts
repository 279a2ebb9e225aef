/** Makes a value when it is first needed: a format of a language or calendar takes longer than a search of a small library. */
export function lazily<T>(make: () => T): () => T {
  let made: T | null = null;
  return () => (made ??= make());
}
