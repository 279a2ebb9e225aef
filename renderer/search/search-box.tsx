import type { KeyboardEvent, ReactNode, RefObject } from 'react';
import { useApp } from '../parts/app-context.ts';
import { Icon } from '../parts/icon.tsx';
import { IconButton } from '../parts/icon-button.tsx';

interface Props {
  readonly text: string;
  readonly onText: (text: string) => void;
  /** While an input method is writing a word, there is nothing to search for yet. */
  readonly onComposing: (composing: boolean) => void;
  /** The person goes on to the photos. */
  readonly onLeave: () => void;
  readonly input: RefObject<HTMLInputElement | null>;
}

export function SearchBox({ text, onText, onComposing, onLeave, input }: Props): ReactNode {
  const { t } = useApp();
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape' && text !== '') onText('');
    else if (event.key === 'ArrowDown' || event.key === 'Enter') onLeave();
    else return;
    event.preventDefault();
  };
  return (
    <search className="search-box">
      <Icon name="search" />
      <input
        ref={input}
        type="search"
        aria-label={t.searchLabel}
        aria-keyshortcuts="/ Control+F Meta+F"
        placeholder={t.searchPlaceholder}
        value={text}
        maxLength={2000}
        autoComplete="off"
        autoCorrect="off"
        autoCapitalize="off"
        spellCheck={false}
        enterKeyHint="search"
        onChange={(event) => onText(event.target.value)}
        onCompositionStart={() => onComposing(true)}
        onCompositionEnd={() => onComposing(false)}
        onKeyDown={onKeyDown}
      />
      {text === '' ? (
        <span className="key-hint" aria-hidden="true">
          /
        </span>
      ) : (
        <IconButton
          icon="close"
          label={t.clearSearch}
          onClick={() => {
            onText('');
            input.current?.focus();
          }}
        />
      )}
    </search>
  );
}
