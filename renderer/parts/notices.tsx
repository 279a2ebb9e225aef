import { type ReactNode, useCallback, useLayoutEffect, useRef, useState } from 'react';
import { useApp } from './app-context.ts';
import { IconButton } from './icon-button.tsx';

/** Milliseconds. */
const SHOWN_FOR = 8000;

interface Notice {
  readonly id: number;
  readonly sentence: string;
}

/** Sentences that are shown for a while. */
export function useNotices() {
  const [notices, setNotices] = useState<readonly Notice[]>([]);
  const dismiss = useCallback((id: number) => setNotices((all) => all.filter((one) => one.id !== id)), []);
  const notify = useCallback(
    (sentence: string) => {
      const id = performance.now();
      setNotices((all) => [...all.filter((one) => one.sentence !== sentence).slice(-2), { id, sentence }]);
      setTimeout(() => dismiss(id), SHOWN_FOR);
    },
    [dismiss],
  );
  return { notices, notify, dismiss };
}

interface Props {
  readonly notices: readonly Notice[];
  readonly onDismiss: (id: number) => void;
}

export function Notices({ notices, onDismiss }: Props): ReactNode {
  const { t } = useApp();
  const box = useRef<HTMLDivElement>(null);
  // Shown anew with each change, to come above a dialog that was opened since.
  useLayoutEffect(() => {
    if (notices.length === 0) return;
    const shown = box.current;
    shown?.showPopover();
    return () => shown?.hidePopover();
  }, [notices]);
  return (
    <div ref={box} className="notices" popover="manual" aria-live="polite">
      {notices.map(({ id, sentence }) => (
        <p key={id}>
          {sentence}
          <IconButton icon="close" label={t.dismiss} onClick={() => onDismiss(id)} />
        </p>
      ))}
    </div>
  );
}
