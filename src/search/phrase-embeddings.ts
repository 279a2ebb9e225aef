import { BeachcombError } from '../domain/error.ts';
import type { SearchNeeds } from './search-needs.ts';
import type { Phrases } from './text-embedding/open-phrases.ts';

/** Embeddings of phrases that are kept. */
const MOST_KEPT = 256;

/** The embeddings of the phrases that searches compare with photos, once they are prepared. */
export class PhraseEmbeddings {
  readonly #phrases: Phrases | null;
  readonly #ready = new Map<string, Float32Array>();

  /** @param phrases null where there is no phrase model: then nothing is ever ready */
  constructor(phrases: Phrases | null) {
    this.#phrases = phrases;
  }

  /** Those that are ready, by their phrase. */
  get ready(): ReadonlyMap<string, Float32Array> {
    return this.#ready;
  }

  /**
   * Makes the phrases of a search ready, as far as the phrase model can run.
   * @throws BeachcombError `unavailable` where it cannot, and a condition of the search is for a phrase
   */
  async prepare({ phrases, meanings }: Pick<SearchNeeds, 'phrases' | 'meanings'>): Promise<void> {
    for (const phrase of meanings) await this.#embed(phrase);
    for (const phrase of phrases) await this.#embed(phrase).catch(passOverUnavailable);
  }

  async #embed(phrase: string): Promise<void> {
    if (this.#phrases === null || this.#ready.has(phrase)) return;
    this.#ready.set(phrase, await this.#phrases.vector(phrase));
    const [oldest = phrase] = this.#ready.keys();
    if (this.#ready.size > MOST_KEPT) this.#ready.delete(oldest);
  }
}

/** The phrase model cannot run: openPhrases has logged why. */
function passOverUnavailable(error: unknown): void {
  if (!(error instanceof BeachcombError) || error.kind !== 'unavailable') throw error;
}
