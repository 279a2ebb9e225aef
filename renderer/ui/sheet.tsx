import { type ReactNode, useId, useLayoutEffect, useRef } from 'react';
import { useLanguage } from '../client/contexts.ts';
import { IconButton } from './icon-button.tsx';
import { PanelBoundary } from './panel-boundary.tsx';

interface Props {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly footer?: ReactNode;
  /** Wide for pictures, small for one question in the middle. */
  readonly size?: 'side' | 'wide' | 'small';
}

/** A dialog at the side. Escape, its button and a click beside it close it; the focus goes back by itself. */
export function Sheet({ title, onClose, children, footer, size = 'side' }: Props): ReactNode {
  const { t } = useLanguage();
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useLayoutEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    return () => shown?.close();
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape does the same.
    <dialog
      ref={dialog}
      className={`sheet ${size}`}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => event.target === dialog.current && onClose()}
    >
      <div className="sheet-body">
        <header className="sheet-head">
          <h2 id={titleId}>{title}</h2>
          <IconButton icon="close" label={t.close} onClick={onClose} />
        </header>
        <div className="sheet-content">
          <PanelBoundary>{children}</PanelBoundary>
        </div>
        {footer !== undefined && <footer className="sheet-foot">{footer}</footer>}
      </div>
    </dialog>
  );
}
