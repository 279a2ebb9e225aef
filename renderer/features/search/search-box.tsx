import {
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import type { Suggestion } from '../../../src/api/contract.ts';
import { useApp } from '../../client/app-context.ts';
import { Icon } from '../../ui/icon.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { chooseSuggestion } from './choose-suggestion.ts';
import { optionId, SuggestionList } from './suggestion-list.tsx';
import type { SuggestionSession } from './suggestion-session.ts';

interface Props {
  readonly text: string;
  readonly onText: (text: string) => void;
  /** While an input method is writing a word, there is nothing to search for yet. */
  readonly onComposing: (composing: boolean) => void;
  /** Whether a word is being typed, with suggestions for what it may become. */
  readonly onTyping: (typing: boolean) => void;
  /** The person goes on to the photos. */
  readonly onLeave: () => void;
  readonly input: RefObject<HTMLInputElement | null>;
  readonly session: SuggestionSession;
}

/**
 * The search box with its suggestions: a combobox whose list the arrow keys go through while the focus stays
 * in the box (the pattern "combobox with list autocomplete" of the WAI-ARIA Authoring Practices).
 */
export function SearchBox(props: Props): ReactNode {
  const { text, onText, onComposing, onTyping, onLeave, input, session } = props;
  const { t, language } = useApp();
  const { suggestions, isUnasked, saved } = useSyncExternalStore(session.subscribe, session.get);
  const [isOpen, setOpen] = useState(false);
  /** The suggestion that the arrow keys are at: it may move, or go, with the next list. */
  const [chosen, setChosen] = useState<Suggestion | null>(null);
  const list = useId();
  const box = useRef<HTMLElement>(null);
  const nextCaret = useRef<number | null>(null);

  const isShown = isOpen && suggestions.length > 0;
  const active = isShown
    ? suggestions.findIndex((one) => one.kind === chosen?.kind && one.text === chosen.text)
    : -1;
  const trimmed = text.trim();
  const isSaved = saved.includes(trimmed);

  const isTyping = isShown && !isUnasked;
  useEffect(() => onTyping(isTyping), [onTyping, isTyping]);
  useEffect(() => session.reload(), [session]);
  useLayoutEffect(() => {
    if (nextCaret.current !== null) input.current?.setSelectionRange(nextCaret.current, nextCaret.current);
    nextCaret.current = null;
  });

  const open = (next: string, caret: number): void => {
    session.ask(next, caret, language);
    setChosen(null);
    setOpen(true);
  };
  const close = (): void => {
    setOpen(false);
    session.drop();
  };
  const caretNow = (): number => input.current?.selectionStart ?? text.length;
  const choose = (suggestion: Suggestion): void => {
    const next = chooseSuggestion(text, caretNow(), suggestion);
    nextCaret.current = next.caret;
    onText(next.text);
    // A field goes on with its value.
    if (suggestion.kind === 'field') open(next.text, next.caret);
    else close();
  };
  const move = (step: 1 | -1): void => {
    const count = suggestions.length + 1;
    setChosen(suggestions[((active + 1 + step + count) % count) - 1] ?? null);
  };
  const leave = (): void => {
    close();
    if (trimmed !== '') session.note(trimmed);
    onLeave();
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const at = suggestions[active];
    switch (event.key) {
      case 'ArrowDown':
        if (event.altKey || (!isShown && text === '')) open(text, caretNow());
        else if (isShown) move(1);
        else onLeave();
        break;
      case 'ArrowUp':
        if (!isShown) return;
        if (event.altKey) close();
        else move(-1);
        break;
      case 'Enter':
        if (at === undefined) leave();
        else choose(at);
        break;
      case 'Tab':
        if (at === undefined) return;
        choose(at);
        break;
      case 'Escape':
        if (isShown) close();
        else if (text !== '') onText('');
        else return;
        break;
      case 'ArrowLeft':
      case 'ArrowRight':
      case 'Home':
      case 'End':
        setChosen(null);
        return;
      default:
        return;
    }
    event.preventDefault();
  };

  return (
    <search
      ref={box}
      className="search-box"
      onBlur={(event) => {
        if (!(event.relatedTarget instanceof Node && box.current?.contains(event.relatedTarget))) close();
      }}
    >
      <Icon name="search" />
      <input
        ref={input}
        type="search"
        role="combobox"
        aria-label={t.searchLabel}
        aria-keyshortcuts="/ Control+F Meta+F"
        aria-autocomplete="list"
        aria-expanded={isShown}
        aria-controls={isShown ? list : undefined}
        aria-activedescendant={active < 0 ? undefined : optionId(list, active)}
        placeholder={t.searchPlaceholder}
        value={text}
        maxLength={2000}
        autoComplete="off"
        autoCorrect="off"
        autoCapitalize="off"
        spellCheck={false}
        enterKeyHint="search"
        onChange={(event) => {
          onText(event.target.value);
          const isComposing = event.nativeEvent instanceof InputEvent && event.nativeEvent.isComposing;
          if (!isComposing)
            open(event.target.value, event.target.selectionStart ?? event.target.value.length);
        }}
        onCompositionStart={() => {
          close();
          onComposing(true);
        }}
        onCompositionEnd={(event) => {
          onComposing(false);
          open(event.currentTarget.value, event.currentTarget.selectionStart ?? 0);
        }}
        onFocus={() => text === '' && open('', 0)}
        onClick={() => text === '' && !isOpen && open('', 0)}
        onKeyDown={onKeyDown}
      />
      {text === '' ? (
        <span className="key-hint" aria-hidden="true">
          /
        </span>
      ) : (
        <>
          {trimmed !== '' && (
            <IconButton
              icon="star"
              label={isSaved ? t.unsaveSearch : t.saveSearch}
              pressed={isSaved}
              onClick={() => session.save(trimmed, !isSaved)}
            />
          )}
          <IconButton
            icon="close"
            label={t.clearSearch}
            onClick={() => {
              onText('');
              input.current?.focus();
              open('', 0);
            }}
          />
        </>
      )}
      {isShown && (
        <SuggestionList
          id={list}
          suggestions={suggestions}
          active={active}
          isGrouped={isUnasked}
          onChoose={choose}
          onForget={() => {
            session.forgetRecent();
            input.current?.focus();
          }}
        />
      )}
    </search>
  );
}
