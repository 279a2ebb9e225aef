/** Number of no text. */
export const NO_TEXT = 0;

/**
 * One text per photo, with few distinct values: cameras, keywords, captions. Each distinct text is stored and
 * compared once, however many photos have it.
 */
export class TextColumn {
  /** Null until a text is looked up in a column that was restored. */
  #numberOf: Map<string, number> | null = new Map();
  /** Texts by number. */
  readonly texts: (string | null)[] = [null];

  /** Takes the texts of another column, which were in its `texts`. */
  restore(texts: readonly (string | null)[]): void {
    this.texts.length = 0;
    for (const text of texts) this.texts.push(text);
    this.#numberOf = null;
  }

  /** The number of a text. */
  numberOf(text: string | null): number {
    if (text === null) return NO_TEXT;
    const numbers = this.#numbers();
    let number = numbers.get(text);
    if (number === undefined) {
      number = this.texts.length;
      this.texts.push(text);
      numbers.set(text, number);
    }
    return number;
  }

  #numbers(): Map<string, number> {
    this.#numberOf ??= new Map(
      this.texts.flatMap((known, number) => (known === null ? [] : [[known, number] as const])),
    );
    return this.#numberOf;
  }

  /** By text number: 1 if the text satisfies `holds`. */
  where(holds: (text: string) => boolean): Uint8Array {
    return Uint8Array.from(this.texts, (text) => (text !== null && holds(text) ? 1 : 0));
  }
}
