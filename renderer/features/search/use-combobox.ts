import { type RefObject, useLayoutEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { Suggestion } from '../../../src/api/contract.ts';
import { SUGGESTIONS } from '../../../src/domain/suggestion-kind.ts';
import { useLanguage } from '../../client/contexts.ts';
import { albumAddress } from '../albums/album-address.ts';
import { chooseSuggestion } from './choose-suggestion.ts';
import type { SuggestionSession } from './suggestion-session.ts';

export interface Combobox {
  readonly suggestions: readonly Suggestion[];
  /** They are what a box without a text offers. */
  readonly isUnasked: boolean;
  readonly isOpen: boolean;
  /** The list is there to be seen: it is open and not empty. */
  readonly isShown: boolean;
  /** Index of the suggestion that the arrow keys are at; -1 for none. */
  readonly active: number;
  /** Suggests what could become of a text with the caret at a place, by default where it is. */
  readonly open: (text: string, caret?: number) => void;
  readonly close: () => void;
  readonly move: (step: 1 | -1) => void;
  /** The arrow keys are at no suggestion any more. */
  readonly leaveList: () => void;
  readonly choose: (suggestion: Suggestion) => void;
}

interface Options {
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly input: RefObject<HTMLInputElement | null>;
  readonly session: SuggestionSession;
}

/** The list of suggestions of a text box, and where the arrow keys are in it. */
export function useCombobox({ text, onText, input, session }: Options): Combobox {
  const { language } = useLanguage();
  const { suggestions, isUnasked } = useSyncExternalStore(session.subscribe, session.get);
  const [isOpen, setOpen] = useState(false);
  /** The suggestion that the arrow keys are at: it may move, or go, with the next list. */
  const [chosen, setChosen] = useState<Suggestion | null>(null);
  const nextCaret = useRef<number | null>(null);
  useLayoutEffect(() => {
    if (nextCaret.current !== null) input.current?.setSelectionRange(nextCaret.current, nextCaret.current);
    nextCaret.current = null;
  });

  const isShown = isOpen && suggestions.length > 0;
  const active = isShown
    ? suggestions.findIndex((one) => one.kind === chosen?.kind && one.text === chosen.text)
    : -1;
  const caretNow = (): number => input.current?.selectionStart ?? text.length;
  const open = (next: string, caret = caretNow()): void => {
    session.ask(next, caret, language);
    setChosen(null);
    setOpen(true);
  };
  const close = (): void => {
    setOpen(false);
    session.drop();
  };
  return {
    suggestions,
    isUnasked,
    isOpen,
    isShown,
    active,
    open,
    close,
    move: (step) => {
      const count = suggestions.length + 1;
      setChosen(suggestions[((active + 1 + step + count) % count) - 1] ?? null);
    },
    leaveList: () => setChosen(null),
    choose: (suggestion) => {
      // An album is a place of its own; after other words, it is a part of the search.
      if (suggestion.album !== null && suggestion.typed.trim() === text.trim()) {
        close();
        location.hash = albumAddress(suggestion.album);
        return;
      }
      const next = chooseSuggestion(text, caretNow(), suggestion);
      nextCaret.current = next.caret;
      onText(next.text);
      // A field name is followed by its value.
      if (SUGGESTIONS[suggestion.kind].choice === 'field') open(next.text, next.caret);
      else close();
    },
  };
}
