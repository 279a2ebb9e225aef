import {
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  useEffect,
  useId,
  useRef,
  useSyncExternalStore,
} from 'react';
import { LONGEST_SEARCH } from '../../../src/domain/text-limits.ts';
import { useLanguage } from '../../client/contexts.ts';
import { comboboxProps } from '../../ui/combobox-props.ts';
import { Icon } from '../../ui/icon.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { SuggestionList } from './suggestion-list.tsx';
import type { SuggestionSession } from './suggestion-session.ts';
import { useCombobox } from './use-combobox.ts';

/** Id of the sentence that states why the text cannot be searched for, wherever it is shown. */
export const SEARCH_ERROR = 'search-error';
/** UTF-16 units. More than a search may have, so that a pasted text is refused rather than cut. */
const MOST_TYPED = 20_000;

interface Props {
  readonly text: string;
  /** The text cannot be searched for. */
  readonly isRefused: boolean;
  readonly onText: (text: string) => void;
  /** While an input method is writing a word, there is nothing to search for yet. */
  readonly onComposing: (composing: boolean) => void;
  /** Whether a word is being typed, with suggestions for what it may become. */
  readonly onTyping: (typing: boolean) => void;
  /** Called when the user moves on to the photos. */
  readonly onLeave: () => void;
  readonly input: RefObject<HTMLInputElement | null>;
  readonly session: SuggestionSession;
}

/**
 * The search box with its suggestions: a combobox whose list the arrow keys go through while the focus stays
 * in the box (the pattern "combobox with list autocomplete" of the WAI-ARIA Authoring Practices).
 */
export function SearchBox(props: Props): ReactNode {
  const { text, isRefused, onText, onComposing, onTyping, onLeave, input, session } = props;
  const { t } = useLanguage();
  const combobox = useCombobox({ text, onText, input, session });
  const { suggestions, isUnasked, isOpen, isShown, active, open, close, choose } = combobox;
  const list = useId();
  const box = useRef<HTMLElement>(null);

  const isTyping = isShown && !isUnasked;
  useEffect(() => onTyping(isTyping), [onTyping, isTyping]);
  useEffect(() => session.reload(), [session]);

  const leave = (): void => {
    close();
    if (text.trim() !== '') session.note(text.trim());
    onLeave();
  };
  /** True where the key did something that it does not do by itself. */
  const run = (key: string, isAlt: boolean): boolean => {
    const at = suggestions[active];
    switch (key) {
      case 'ArrowDown':
        if (isAlt || (!isShown && text === '')) open(text);
        else if (isShown) combobox.move(1);
        else onLeave();
        return true;
      case 'ArrowUp':
        if (isShown && isAlt) close();
        else if (isShown) combobox.move(-1);
        return isShown;
      case 'Enter':
        if (at === undefined) leave();
        else choose(at);
        return true;
      case 'Tab':
        if (at !== undefined) choose(at);
        return at !== undefined;
      case 'Escape':
        if (isShown) close();
        else if (text !== '') onText('');
        return isShown || text !== '';
      case 'ArrowLeft':
      case 'ArrowRight':
      case 'Home':
      case 'End':
        combobox.leaveList();
        return false;
      default:
        return false;
    }
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (run(event.key, event.altKey)) event.preventDefault();
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
        {...comboboxProps(list, isShown, active)}
        aria-label={t.searchLabel}
        aria-keyshortcuts="/ Control+F Meta+F"
        placeholder={t.searchPlaceholder}
        value={text}
        aria-invalid={isRefused}
        aria-describedby={isRefused ? SEARCH_ERROR : undefined}
        maxLength={MOST_TYPED}
        autoCorrect="off"
        autoCapitalize="off"
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
      <BoxButtons
        text={text}
        session={session}
        onClear={() => {
          onText('');
          input.current?.focus();
          open('', 0);
        }}
      />
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

interface ButtonsProps {
  readonly text: string;
  readonly session: SuggestionSession;
  readonly onClear: () => void;
}

/** What can be done with the text; without one, which key leads here. */
function BoxButtons({ text, session, onClear }: ButtonsProps): ReactNode {
  const { t } = useLanguage();
  const { saved } = useSyncExternalStore(session.subscribe, session.get);
  const trimmed = text.trim();
  const isSaved = saved.includes(trimmed);
  if (text === '')
    return (
      <span className="key-hint" aria-hidden="true">
        /
      </span>
    );
  return (
    <>
      {trimmed !== '' && trimmed.length <= LONGEST_SEARCH && (
        <IconButton
          icon="bookmark"
          label={isSaved ? t.unsaveSearch : t.saveSearch}
          pressed={isSaved}
          onClick={() => session.save(trimmed, !isSaved)}
        />
      )}
      <IconButton icon="close" label={t.clearSearch} onClick={onClear} />
    </>
  );
}
