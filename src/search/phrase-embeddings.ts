import { BeachcombError } from '../domain/error.ts';
import { padded } from './image-text/added-embeddings.ts';
import type { AnsweringPack } from './image-text/answering-pack.ts';
import { scaledText, understands } from './image-text/sureness.ts';
import type { SearchNeeds } from './search-needs.ts';
import type { Phrases } from './text-embedding/open-phrases.ts';

/** Embeddings of phrases that are kept. */
const MOST_KEPT = 256;

/** The embeddings of a phrase, of which at least one is there. */
export interface PhraseVectors {
  /** By the text network that ships: PHRASE_SIZE numbers, not of unit length. Null: it cannot run. */
  readonly bundled: Float32Array | null;
  /** By the added pack, scaled as its sureness states and padded; null: there is none, or it does not answer for this. */
  readonly added: Float32Array | null;
}

/** The embeddings of the phrases that searches compare with photos, once they are prepared. */
export class PhraseEmbeddings {
  readonly #phrases: Phrases | null;
  readonly #ready = new Map<string, PhraseVectors>();
  #pack: AnsweringPack | null = null;

  /** @param phrases null where there is no phrase model: then nothing is ever ready */
  constructor(phrases: Phrases | null) {
    this.#phrases = phrases;
  }

  /** Those that are ready, by their phrase. */
  get ready(): ReadonlyMap<string, PhraseVectors> {
    return this.#ready;
  }

  /** Phrases are embedded by an added pack too; null: by that of the program alone. */
  followPack(pack: AnsweringPack | null): void {
    this.#pack = pack;
    this.#ready.clear();
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
    const pack = this.#pack;
    const asked = this.#phrases.vector(phrase);
    const isForPack = pack !== null && understands(pack.sureness, phrase);
    const [bundled, added] = await Promise.all([
      asked.catch(noneIfUnavailable),
      isForPack ? embeddedBy(pack, phrase) : null,
    ]);
    // Rejects with the reason.
    if (bundled === null && added === null) await asked;
    const vectors = { bundled, added };
    // Another pack was chosen meanwhile.
    if (pack !== this.#pack) return this.#embed(phrase);
    this.#ready.set(phrase, vectors);
    const [oldest = phrase] = this.#ready.keys();
    if (this.#ready.size > MOST_KEPT) this.#ready.delete(oldest);
  }
}

/** Null where its text network cannot run: then the one that ships answers. */
const embeddedBy = (
  { phrases, sureness, size }: AnsweringPack,
  phrase: string,
): Promise<Float32Array | null> =>
  phrases
    .vector(phrase)
    .then((text) => (text.length === size ? padded(scaledText(text, sureness)) : null), noneIfUnavailable);

/** The phrase model cannot run: openPhrases has logged why. */
function passOverUnavailable(error: unknown): void {
  if (!(error instanceof BeachcombError) || error.kind !== 'unavailable') throw error;
}

function noneIfUnavailable(error: unknown): null {
  passOverUnavailable(error);
  return null;
}
