import { type ReactNode, useEffect, useLayoutEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { Hit } from '../../../src/api/contract.ts';
import { useApp } from '../../client/app-context.ts';
import { boxOf, type Fit, wholeZoom, type Zoom } from './zoom.ts';
import type { ZoomSession } from './zoom-session.ts';

/** Milliseconds until the original is asked for: one who leafs on quickly does not want it. */
const [REST, REST_OF_NEIGHBOUR] = [60, 400];
/** A change of scale by more than this is a leap, which is eased. */
const LEAP = 1.3;
const EASE_MS = 180;

interface Props {
  readonly hit: Hit;
  readonly fit: Fit;
  /** The one before, the one that is looked at, the one behind. */
  readonly place: -1 | 0 | 1;
  readonly zoom: ZoomSession;
  readonly alt: string;
  /** Lies over the picture and moves with it. */
  readonly children?: ReactNode;
}

const WHOLE = (): Zoom | null => null;

/** A picture in its frame: its thumbnail at once, the original over it when it is here. */
export function ViewerPicture({ hit, fit, place, zoom: session, alt, children }: Props): ReactNode {
  const { t, picture, desktop } = useApp();
  const canvas = useRef<HTMLDivElement>(null);
  const [isWanted, setWanted] = useState(false);
  const [state, setState] = useState<'loading' | 'shown' | 'failed'>('loading');
  const isSeen = place === 0;
  const zoom = useSyncExternalStore(session.subscribe, isSeen ? session.get : WHOLE);

  useEffect(() => {
    const timer = setTimeout(() => setWanted(true), isSeen ? REST : REST_OF_NEIGHBOUR);
    return () => clearTimeout(timer);
  }, [isSeen]);

  const before = useRef<DOMRect | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another zoom lays it out anew.
  useLayoutEffect(() => {
    const shown = canvas.current;
    if (shown === null) return;
    const [from, to] = [before.current, shown.getBoundingClientRect()];
    before.current = to;
    const grown = from === null ? 1 : from.width / to.width;
    if (from === null || Math.max(grown, 1 / grown) < LEAP) return;
    if (window.matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    const start = `translate(${from.left - to.left}px, ${from.top - to.top}px) scale(${grown})`;
    const leap = shown.animate([{ transform: start }, { transform: 'none' }], {
      duration: EASE_MS,
      easing: 'ease-out',
    });
    return () => leap.cancel();
  }, [zoom]);

  return (
    <div
      className={`slot${zoom === null ? '' : ' zoomed'}`}
      style={{ transform: place === 0 ? 'none' : `translateX(calc(${place} * (100% + 24px)))` }}
      aria-hidden={!isSeen}
    >
      <div ref={canvas} className="canvas" style={boxOf(zoom ?? wholeZoom(fit), fit)}>
        <img
          className="stand-in"
          src={picture('thumbnail', hit.photo)}
          alt=""
          draggable={false}
          decoding="sync"
        />
        {isWanted && (
          <img
            className={state}
            src={picture('original', hit.photo)}
            alt={isSeen ? alt : ''}
            draggable={desktop !== null && zoom === null}
            onLoad={() => setState('shown')}
            onError={() => setState('failed')}
            onDragStart={(event) => {
              event.preventDefault();
              desktop?.startDrag([hit.photo]);
            }}
          />
        )}
        {children}
      </div>
      {state === 'failed' && <p className="note">{t.originalAway}</p>}
    </div>
  );
}
