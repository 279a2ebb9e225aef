import { type ReactNode, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { useApp } from '../client/app-context.ts';
import type { NoticeAction } from '../client/use-user-actions.ts';
import { IconButton } from './icon-button.tsx';

/** Milliseconds. */
const SHOWN_FOR = 8000;

interface Notice {
  readonly id: number;
  readonly sentence: string;
  readonly action: NoticeAction | null;
}

/** Sentences that are shown for a while. */
export function useNotices() {
  const [notices, setNotices] = useState<readonly Notice[]>([]);
  const dismiss = useCallback((id: number) => setNotices((all) => all.filter((one) => one.id !== id)), []);
  /** Shows a sentence; the answer is its id, to dismiss it by. */
  const notify = useCallback(
    (sentence: string, action: NoticeAction | null = null): number => {
      const id = performance.now();
      setNotices((all) => [
        ...all.filter((one) => one.sentence !== sentence).slice(-2),
        { id, sentence, action },
      ]);
      setTimeout(() => dismiss(id), SHOWN_FOR);
      return id;
    },
    [dismiss],
  );
  return { notices, notify, dismiss };
}

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

interface Props {
  readonly notices: readonly Notice[];
  readonly onDismiss: (id: number) => void;
}

export function Notices({ notices, onDismiss }: Props): ReactNode {
  const { t } = useApp();
  const box = useRef<HTMLDivElement>(null);
  const topmost = useTopmost();
  /** Where the keyboard was before it came here: it goes back there, since what it pressed is gone then. */
  const before = useRef<HTMLElement | null>(null);
  const leave = (id: number): void => {
    before.current?.focus();
    onDismiss(id);
  };
  // Shown anew with each change, to come above a dialog that was opened since.
  // biome-ignore lint/correctness/useExhaustiveDependencies: elsewhere, it is another box.
  useLayoutEffect(() => {
    if (notices.length === 0) return;
    const shown = box.current;
    shown?.showPopover();
    return () => {
      if (shown?.isConnected === true) shown.hidePopover();
    };
  }, [notices, topmost]);
  return createPortal(
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
      {notices.map(({ id, sentence, action }) => (
        <p key={id}>
          {sentence}
          {action !== null && (
            <button
              type="button"
              className="notice-action"
              onClick={() => {
                leave(id);
                action.run();
              }}
            >
              {action.name}
            </button>
          )}
          <IconButton icon="close" label={t.dismiss} onClick={() => leave(id)} />
        </p>
      ))}
    </div>,
    topmost,
  );
}
