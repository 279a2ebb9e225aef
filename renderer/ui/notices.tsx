import { type ReactNode, useEffect, useLayoutEffect, useRef, useState, useSyncExternalStore } from 'react';
import { createPortal } from 'react-dom';
import { useLanguage, useNotices } from '../client/contexts.ts';
import type { Notice, Sentence } from '../client/notices.ts';
import { IconButton } from './icon-button.tsx';

/** The dialog that was opened last, or the page: outside of an open dialog nothing can be pressed. */
function useTopmost(): Element {
  const [topmost, setTopmost] = useState<Element>(document.body);
  useEffect(() => {
    const look = (): void =>
      setTopmost([...document.querySelectorAll('dialog[open]')].at(-1) ?? document.body);
    look();
    const observer = new MutationObserver(look);
    observer.observe(document.body, { subtree: true, attributeFilter: ['open'] });
    return () => observer.disconnect();
  }, []);
  return topmost;
}

/** The current notices, above any open dialog. */
export function NoticeList(): ReactNode {
  const { get, subscribe } = useNotices();
  const notices = useSyncExternalStore(subscribe, get);
  // In another dialog it is another box.
  return createPortal(<NoticeBox notices={notices} />, useTopmost());
}

function NoticeBox({ notices }: { readonly notices: readonly Notice[] }): ReactNode {
  const { t, language } = useLanguage();
  const { dismiss } = useNotices();
  const box = useRef<HTMLDivElement>(null);
  /** Where the keyboard was before it came here: it goes back there, since what it pressed is gone then. */
  const before = useRef<HTMLElement | null>(null);
  const leave = (id: number): void => {
    before.current?.focus();
    dismiss(id);
  };
  const inWords = (sentence: Sentence): string =>
    typeof sentence === 'string' ? sentence : sentence(t, language);
  // Shown again with each change, to come above a dialog that was opened since.
  useLayoutEffect(() => {
    if (notices.length === 0) return;
    const shown = box.current;
    // It may be in a dialog that was closed by what the notice is of: it then goes to the one below.
    if (shown?.isConnected === true) shown.showPopover();
    return () => {
      if (shown?.isConnected === true) shown.hidePopover();
    };
  }, [notices]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: its buttons are what is pressed.
    <div
      ref={box}
      className="notices"
      popover="manual"
      aria-live="polite"
      // The pointer leaves the keyboard where it is.
      onMouseDown={(event) => event.preventDefault()}
      onFocus={({ relatedTarget, currentTarget }) => {
        if (relatedTarget instanceof HTMLElement && !currentTarget.contains(relatedTarget))
          before.current = relatedTarget;
      }}
      onBlur={({ relatedTarget }) => {
        if (relatedTarget !== null && !box.current?.contains(relatedTarget)) before.current = null;
      }}
    >
      {notices.map(({ id, sentence, actions }) => (
        <p key={id}>
          {inWords(sentence)}
          {actions.map((action) => (
            <button
              key={inWords(action.name)}
              type="button"
              className="notice-action"
              onClick={() => {
                leave(id);
                action.run();
              }}
            >
              {inWords(action.name)}
            </button>
          ))}
          <IconButton icon="close" label={t.dismiss} onClick={() => leave(id)} />
        </p>
      ))}
    </div>
  );
}
