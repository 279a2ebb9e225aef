import {
  type ReactNode,
  type RefObject,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import type { Hit } from '../../../src/api/contract.ts';
import { useConnection, useLanguage } from '../../client/contexts.ts';
import { FilmStandIn } from '../../ui/film-stand-in.tsx';
import { SteadyPicture } from '../../ui/steady-picture.tsx';
import { FilmPlayer } from './film-player.tsx';
import { LivePlayer } from './live-player.tsx';
import { boxOf, type Fit, wholeZoom, type Zoom } from './zoom.ts';
import type { ZoomSession } from './zoom-session.ts';

/** Delay in ms before the original is requested: it is not needed while stepping quickly through photos. */
const [REST, REST_OF_NEIGHBOUR] = [60, 400];
/** A change of scale by more than this is a leap, which is eased. */
const LEAP = 1.3;
const EASE_MS = 180;

interface Props {
  readonly hit: Hit;
  readonly fit: Fit;
  /** The previous photo, the open one, the next one. */
  readonly place: -1 | 0 | 1;
  readonly zoom: ZoomSession;
  readonly alt: string;
  /** Lies over the picture and moves with it. */
  readonly children?: ReactNode;
}

const WHOLE = (): Zoom | null => null;

/** Eases an element from where it was to where another zoom puts it, where that is far. */
function useEasedLeap(element: RefObject<HTMLElement | null>, zoom: Zoom | null): void {
  const before = useRef<{ readonly zoom: Zoom | null; readonly box: DOMRect } | null>(null);
  useLayoutEffect(() => {
    const shown = element.current;
    if (shown === null) return;
    const [from, to] = [before.current, shown.getBoundingClientRect()];
    before.current = { zoom, box: to };
    if (from === null || from.zoom === zoom) return;
    const grown = from.box.width / to.width;
    if (Math.max(grown, 1 / grown) < LEAP) return;
    if (window.matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    const start = `translate(${from.box.left - to.left}px, ${from.box.top - to.top}px) scale(${grown})`;
    const leap = shown.animate([{ transform: start }, { transform: 'none' }], {
      duration: EASE_MS,
      easing: 'ease-out',
    });
    return () => leap.cancel();
  }, [element, zoom]);
}

/** A picture in its frame: its thumbnail at once, the original over it when it is here. */
export function ViewerPicture({ hit, fit, place, zoom: session, alt, children }: Props): ReactNode {
  const { picture, desktop } = useConnection();
  const { t } = useLanguage();
  const canvas = useRef<HTMLDivElement>(null);
  const [isWanted, setWanted] = useState(false);
  const [state, setState] = useState<'loading' | 'shown' | 'failed'>('loading');
  const [motionFailed, setMotionFailed] = useState(false);
  const isSeen = place === 0;
  const zoom = useSyncExternalStore(session.subscribe, isSeen ? session.get : WHOLE);

  useEffect(() => {
    const timer = setTimeout(() => setWanted(true), isSeen ? REST : REST_OF_NEIGHBOUR);
    return () => clearTimeout(timer);
  }, [isSeen]);

  useEasedLeap(canvas, zoom);

  return (
    <div
      className={`slot${zoom === null ? '' : ' zoomed'}`}
      style={{ transform: place === 0 ? 'none' : `translateX(calc(${place} * (100% + 24px)))` }}
      aria-hidden={!isSeen}
    >
      <div ref={canvas} className="canvas" style={boxOf(zoom ?? wholeZoom(fit), fit)}>
        {hit.film !== null && hit.colour === null ? (
          <FilmStandIn film={hit.film} />
        ) : (
          <SteadyPicture
            className="stand-in"
            src={picture('thumbnail', hit.photo, hit.turn)}
            alt=""
            draggable={false}
            decoding="sync"
          />
        )}
        {/* The file is turned here, with all that lies over it; the thumbnail comes turned. */}
        <div className={hit.turn === null ? 'turn-none' : `turn-${hit.turn}`}>
          {isWanted && isSeen && hit.film !== null && (
            <FilmPlayer
              source={picture('original', hit.photo)}
              className={state}
              label={alt}
              onShown={() => setState('shown')}
              onFailed={() => setState('failed')}
            />
          )}
          {isWanted && hit.film === null && (
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
          {isWanted && isSeen && hit.live && (
            <LivePlayer source={picture('motion', hit.photo)} onFailed={() => setMotionFailed(true)} />
          )}
          {children}
        </div>
      </div>
      {state === 'failed' && <p className="note">{hit.film === null ? t.originalAway : t.videoCannotPlay}</p>}
      {state !== 'failed' && motionFailed && <p className="note">{t.videoCannotPlay}</p>}
    </div>
  );
}
