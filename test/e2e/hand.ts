import type { Locator, Page } from 'playwright-core';

/** What a person does with the window, counted: clicks, keys (a chord is one), and texts that are typed. */
export class Hand {
  readonly page: Page;
  #clicks = 0;
  #keys = 0;
  #texts = 0;

  constructor(page: Page) {
    this.page = page;
  }

  /** What was counted, as it stands in the table: "2 clicks, 3 keys, 1 text". */
  get count(): string {
    const parts = [
      [this.#clicks, 'click'],
      [this.#keys, 'key'],
      [this.#texts, 'text'],
    ] as const;
    return parts
      .filter(([n]) => n > 0)
      .map(([n, name]) => `${n} ${name}${n === 1 ? '' : 's'}`)
      .join(', ');
  }

  async click(what: Locator, modifier?: 'Control' | 'Shift'): Promise<void> {
    this.#clicks += 1;
    await what.click(modifier === undefined ? {} : { modifiers: [modifier] });
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) {
      this.#keys += 1;
      await this.page.keyboard.press(key);
    }
  }

  /** Types where the focus is, in place of what is selected there. */
  async type(text: string): Promise<void> {
    this.#texts += 1;
    await this.page.keyboard.insertText(text);
  }
}
