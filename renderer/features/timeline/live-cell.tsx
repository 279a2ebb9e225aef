import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Icon } from '../../ui/icon.tsx';

interface Props {
  /** Address of the film. */
  readonly source: string;
}

/** In ms: a pointer that only passes over a cell plays nothing. */
const PLAYS_AFTER_MS = 300;

/** The film of a live photo over its cell, silent, while the pointer or the focus is at the cell. */
export function LiveCell({ source }: Props): ReactNode {
  const badge = useRef<HTMLSpanElement>(null);
  const [plays, setPlays] = useState(false);
  const [isShown, setShown] = useState(false);

  useEffect(() => {
    const cell = badge.current?.closest<HTMLElement>('[role="gridcell"]');
    if (cell == null || window.matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const start = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => setPlays(true), PLAYS_AFTER_MS);
    };
    const stop = (): void => {
      clearTimeout(timer);
      if (cell.matches(':hover') || cell === document.activeElement) return;
      setPlays(false);
      setShown(false);
    };
    const on = { pointerenter: start, focus: start, pointerleave: stop, blur: stop };
    for (const [name, listener] of Object.entries(on)) cell.addEventListener(name, listener);
    return () => {
      clearTimeout(timer);
      for (const [name, listener] of Object.entries(on)) cell.removeEventListener(name, listener);
    };
  }, []);

  return (
    <>
      {plays && (
        <video
          className={isShown ? 'live-film shown' : 'live-film'}
          src={source}
          aria-hidden
          autoPlay
          loop
          muted
          playsInline
          disablePictureInPicture
          disableRemotePlayback
          onPlaying={() => setShown(true)}
          // What the browser cannot play stays a photo; the viewer states why.
          onError={() => setPlays(false)}
        />
      )}
      <span ref={badge} className="cell-film cell-live">
        <Icon name="live" />
      </span>
    </>
  );
}
