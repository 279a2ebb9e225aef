import type { Client } from '../../../src/api/client.ts';
import type { Suggestion } from '../../../src/api/contract.ts';
import { toBeachcombError } from '../../../src/domain/error.ts';
import type { Language } from '../../../src/domain/label.ts';
import { LONGEST_SEARCH } from '../../../src/domain/text-limits.ts';
import { wordAt } from '../../../src/query/typed-word.ts';

/** The time that a person gets to type on, milliseconds. */
const SUGGESTION_PAUSE_MS = 50;
const SIMILAR = /(?:similar|like|相似)[:：]/iu;

export interface SuggestionState {
  /** Shown until the next list is here. */
  readonly suggestions: readonly Suggestion[];
  /** They are what a box without a text offers. */
  readonly isUnasked: boolean;
  readonly saved: readonly string[];
}

/** One search box's talk with the host about what could be meant, and about the searches that are kept. */
export interface SuggestionSession {
  readonly get: () => SuggestionState;
  readonly subscribe: (listener: () => void) => () => void;
  /** Asks what could become of a text, once typing pauses; the answer to an older text is dropped. */
  ask(text: string, caret: number, language: Language): void;
  /** No more requests are sent. */
  drop(): void;
  /** Fetches the saved searches. */
  reload(): void;
  save(text: string, on: boolean): void;
  /** The search led somewhere. */
  note(text: string): void;
  forgetRecent(): void;
}

/** What an empty box offers, and all searches that are saved. */
async function unasked(client: Client, language: Language): Promise<SuggestionState> {
  const [{ saved }, suggestions] = await Promise.all([
    client('searches.list', {}),
    client('search.suggest', { typed: '', field: null, language }),
  ]);
  return { saved, isUnasked: true, suggestions };
}

/** @param onError is called with what a call failed with; what was there stays */
export const createSuggestionSession = (
  client: Client,
  onError: (error: unknown) => void,
): SuggestionSession => new Suggestions(client, onError);

class Suggestions implements SuggestionSession {
  readonly #client: Client;
  readonly #onError: (error: unknown) => void;
  #state: SuggestionState = { suggestions: [], isUnasked: true, saved: [] };
  /** Which request was the last: the answer to an older one is dropped. */
  #version = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #listeners = new Set<() => void>();

  constructor(client: Client, onError: (error: unknown) => void) {
    this.#client = client;
    this.#onError = onError;
  }

  readonly get = (): SuggestionState => this.#state;
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  readonly ask = (text: string, caret: number, language: Language): void => {
    this.#version += 1;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(
      () => void this.#fetchFor(text, caret, language),
      text === '' ? 0 : SUGGESTION_PAUSE_MS,
    );
  };
  readonly drop = (): void => {
    this.#version += 1;
    clearTimeout(this.#timer);
    this.#set({ suggestions: [] });
  };
  readonly reload = (): void =>
    void this.#client('searches.list', {}).then(({ saved }) => this.#set({ saved }), this.#onError);
  readonly save = (text: string, on: boolean): void => {
    const { saved } = this.#state;
    this.#set({ saved: on ? [text, ...saved] : saved.filter((one) => one !== text) });
    this.#client(on ? 'searches.save' : 'searches.remove', { text }).then(this.reload, this.#onError);
  };
  readonly note = (text: string): void => {
    // The id of a photo has no meaning for the user.
    if (!SIMILAR.test(text) && text.length <= LONGEST_SEARCH)
      this.#client('searches.note', { text }).catch(this.#onError);
  };
  readonly forgetRecent = (): void => {
    this.#set({ suggestions: this.#state.suggestions.filter(({ kind }) => kind !== 'recent') });
    this.#client('searches.forgetRecent', {}).catch(this.#onError);
  };

  #set(next: Partial<SuggestionState>): void {
    this.#state = { ...this.#state, ...next };
    for (const listener of this.#listeners) listener();
  }

  async #fetchFor(text: string, caret: number, language: Language): Promise<void> {
    const mine = this.#version;
    const { phrase, field } = wordAt(text, caret);
    try {
      const next =
        text.trim() === ''
          ? await unasked(this.#client, language)
          : {
              isUnasked: false,
              suggestions: await this.#client('search.suggest', { typed: phrase, field, language }),
            };
      if (mine === this.#version) this.#set(next);
    } catch (error) {
      if (mine !== this.#version) return;
      // What is too long for a suggestion has none.
      if (toBeachcombError(error).kind === 'bad-request') this.#set({ isUnasked: false, suggestions: [] });
      else this.#onError(error);
    }
  }
}
