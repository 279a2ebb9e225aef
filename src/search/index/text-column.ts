/**
 * One text for each photo, of which few differ: cameras, keywords, captions. Each text is kept once and found
 * once, however many photos have it.
 */
export class TextColumn {
  readonly #numberOf = new Map<string, number>();
  /** The texts by their number; number 0 is "none". */
  readonly texts: (string | null)[] = [null];

  /** The number of a text. */
  numberOf(text: string | null): number {
    if (text === null) return 0;
    let number = this.#numberOf.get(text);
    if (number === undefined) {
      number = this.texts.length;
      this.texts.push(text);
      this.#numberOf.set(text, number);
    }
    return number;
  }

  /** For each number whether its text fulfils a condition. */
  where(holds: (text: string) => boolean): Uint8Array {
    return Uint8Array.from(this.texts, (text) => (text !== null && holds(text) ? 1 : 0));
  }
}
