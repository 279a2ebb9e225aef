/**
 * One text per photo, with few distinct values: cameras, keywords, captions. Each distinct text is stored and
 * compared once, however many photos have it.
 */
export class TextColumn {
  readonly #numberOf = new Map<string, number>();
  /** Texts by number; number 0 is "none". */
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

  /** By text number: 1 if the text satisfies `holds`. */
  where(holds: (text: string) => boolean): Uint8Array {
    return Uint8Array.from(this.texts, (text) => (text !== null && holds(text) ? 1 : 0));
  }
}
