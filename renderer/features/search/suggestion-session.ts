import type { Client } from '../../../src/api/client.ts';
import type { Suggestion } from '../../../src/api/contract.ts';
import type { Language } from '../../../src/domain/label.ts';
import { wordAt } from '../../../src/query/typed-word.ts';

/** The time that a person gets to type on, milliseconds. */
const TYPING_PAUSE = 50;
const SIMILAR = /(?:similar|like|相似)[:：]/iu;
/** What a box without a text offers of each. */
const [RECENT, SAVED, LABELS, PLACES] = [4, 4, 5, 3];

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
  /** Nothing is asked for any more. */
  drop(): void;
  /** Fetches the saved searches. */
  reload(): void;
  save(text: string, on: boolean): void;
  /** The search led somewhere. */
  note(text: string): void;
  forgetRecent(): void;
}

/** @param onError hears of a call that failed; what was there stays */
export function createSuggestionSession(
  client: Client,
  onError: (error: unknown) => void,
): SuggestionSession {
  let state: SuggestionState = { suggestions: [], isUnasked: true, saved: [] };
  let turn = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const listeners = new Set<() => void>();
  const set = (next: Partial<SuggestionState>): void => {
    state = { ...state, ...next };
    for (const listener of listeners) listener();
  };

  /** Recent and saved searches, then what there is most of. */
  const unasked = async (language: Language): Promise<Partial<SuggestionState>> => {
    const [{ recent, saved }, labels, places] = await Promise.all([
      client('searches.list', {}),
      client('search.suggest', { typed: '', field: 'label', language }),
      client('search.suggest', { typed: '', field: 'in', language }),
    ]);
    const kept = (kind: 'recent' | 'saved', texts: readonly string[]): Suggestion[] =>
      texts.map((text) => ({ kind, text, name: text, matched: '', typed: '', photos: 0 }));
    return {
      saved,
      isUnasked: true,
      suggestions: [
        ...kept('recent', recent.filter((text) => !saved.includes(text)).slice(0, RECENT)),
        ...kept('saved', saved.slice(0, SAVED)),
        ...labels.slice(0, LABELS),
        ...places.slice(0, PLACES),
      ],
    };
  };
  const fetchFor = async (text: string, caret: number, language: Language): Promise<void> => {
    const mine = turn;
    const { phrase, field } = wordAt(text, caret);
    try {
      const next =
        text.trim() === ''
          ? await unasked(language)
          : {
              isUnasked: false,
              suggestions: await client('search.suggest', { typed: phrase, field, language }),
            };
      if (mine === turn) set(next);
    } catch (error) {
      if (mine === turn) onError(error);
    }
  };
  const reload = (): void => void client('searches.list', {}).then(({ saved }) => set({ saved }), onError);

  return {
    get: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    ask: (text, caret, language) => {
      turn += 1;
      clearTimeout(timer);
      timer = setTimeout(() => void fetchFor(text, caret, language), text === '' ? 0 : TYPING_PAUSE);
    },
    drop: () => {
      turn += 1;
      clearTimeout(timer);
      set({ suggestions: [] });
    },
    reload,
    save: (text, on) => {
      set({ saved: on ? [text, ...state.saved] : state.saved.filter((one) => one !== text) });
      client(on ? 'searches.save' : 'searches.remove', { text }).then(reload, onError);
    },
    note: (text) => {
      // The number of a photo says nothing to a person who reads it again.
      if (!SIMILAR.test(text)) client('searches.note', { text }).catch(onError);
    },
    forgetRecent: () => {
      set({ suggestions: state.suggestions.filter(({ kind }) => kind !== 'recent') });
      client('searches.forgetRecent', {}).catch(onError);
    },
  };
}
