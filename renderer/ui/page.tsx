import { type ReactNode, useId, useLayoutEffect, useRef } from 'react';
import { PanelBoundary } from './panel-boundary.tsx';

/** Where a page was scrolled to, for whoever comes back to it. */
export interface PageScroll {
  /** Pixels; null where it was not scrolled. */
  readonly get: () => number | null;
  readonly keep: (pixels: number) => void;
}

interface Props {
  readonly title: string;
  readonly children: ReactNode;
  /** Buttons beside the title. */
  readonly actions?: ReactNode;
  /** For reading, or the whole width for pictures. */
  readonly size?: 'text' | 'wide';
  readonly scroll: PageScroll;
}

/** Keeps how far an element is scrolled; where its content comes later, it is scrolled once it is there. */
function useKeptScroll({ get, keep }: PageScroll) {
  const view = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const shown = view.current;
    const wanted = get();
    if (shown === null) return;
    const restore = (): void => {
      if (wanted !== null) shown.scrollTop = wanted;
      if (wanted === null || shown.scrollTop >= wanted - 1) stop();
    };
    const observer = new ResizeObserver(restore);
    const stop = (): void => observer.disconnect();
    const onScroll = (): void => keep(shown.scrollTop);
    for (const child of shown.children) observer.observe(child);
    restore();
    // Whoever scrolls meanwhile is not moved.
    for (const event of ['wheel', 'pointerdown', 'keydown']) shown.addEventListener(event, stop);
    shown.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      stop();
      for (const event of ['wheel', 'pointerdown', 'keydown']) shown.removeEventListener(event, stop);
      shown.removeEventListener('scroll', onScroll);
    };
  }, [get, keep]);
  return view;
}

/** A place of the window in its main part, under a heading that takes the focus when the window comes here. */
export function Page({ title, children, actions, size = 'text', scroll }: Props): ReactNode {
  const headingId = useId();
  return (
    <div ref={useKeptScroll(scroll)} className="page">
      <section className={`page-content ${size}`} aria-labelledby={headingId}>
        <header className="page-head">
          <h2 id={headingId} className="screen-heading" tabIndex={-1}>
            {title}
          </h2>
          {actions !== undefined && <div className="actions">{actions}</div>}
        </header>
        <PanelBoundary>{children}</PanelBoundary>
      </section>
    </div>
  );
}
