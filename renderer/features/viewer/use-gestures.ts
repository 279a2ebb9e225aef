import { type PointerEvent, type RefObject, useEffect, useRef } from 'react';
import { flushSync } from 'react-dom';
import type { Point } from './zoom.ts';
import type { ZoomSession } from './zoom-session.ts';

/** How much a pixel of the wheel, and of a pinch on a touchpad, zooms. */
const [PER_WHEEL, PER_PINCH] = [0.0018, 0.01];
/** A wheel that counts lines or pages. */
const PIXELS_OF_DELTA: Readonly<Record<number, number>> = { 0: 1, 1: 32, 2: 400 };
const MOST_AT_ONCE = 1.3;
/** Turns the page: this part of the frame, or so many pixels. */
const [TURN_PART, TURN_PIXELS] = [0.2, 90];
const SETTLE_MS = 220;
/** Pixels between two pictures; as in ViewerPicture. */
const GAP = 24;

interface Options {
  readonly frame: RefObject<HTMLDivElement | null>;
  /** What holds the pictures; it slides along with a finger. */
  readonly track: RefObject<HTMLDivElement | null>;
  readonly zoom: ZoomSession;
  readonly canNavigate: (by: -1 | 1) => boolean;
  readonly onNavigate: (by: -1 | 1) => void;
}

type Zoomed = Pick<Options, 'frame' | 'zoom'>;

/** A place of the pointer, from the middle of the frame. */
function fromMiddle(
  frame: Zoomed['frame'],
  { clientX, clientY }: { readonly clientX: number; readonly clientY: number },
): Point {
  const box = frame.current?.getBoundingClientRect();
  if (box === undefined) return { x: 0, y: 0 };
  return { x: clientX - box.left - box.width / 2, y: clientY - box.top - box.height / 2 };
}

/** The wheel, and a pinch on a touchpad, zoom to the pointer. */
function useWheel({ frame, zoom }: Zoomed): void {
  // The page must not scroll or zoom instead, which only a listener that is not passive can prevent.
  useEffect(() => {
    const shown = frame.current;
    const onWheel = (event: WheelEvent): void => {
      event.preventDefault();
      const pixels = event.deltaY * (PIXELS_OF_DELTA[event.deltaMode] ?? 1);
      const factor = Math.exp(-pixels * (event.ctrlKey ? PER_PINCH : PER_WHEEL));
      zoom.by(Math.max(1 / MOST_AT_ONCE, Math.min(MOST_AT_ONCE, factor)), fromMiddle(frame, event));
    };
    shown?.addEventListener('wheel', onWheel, { passive: false });
    return () => shown?.removeEventListener('wheel', onWheel);
  }, [frame, zoom]);
}

interface Slide {
  /** How far the track follows a finger, pixels. */
  readonly now: () => number;
  readonly to: (pixels: number) => void;
  /** The finger is gone: on to the next picture, or back. */
  readonly settle: () => void;
}

/** A finger slides the track, which then moves to the next picture or back to this one. */
function useSlide({ frame, track, canNavigate, onNavigate }: Omit<Options, 'zoom'>): Slide {
  const slid = useRef(0);
  const to = (pixels: number): void => {
    slid.current = pixels;
    if (track.current !== null) track.current.style.translate = pixels === 0 ? '' : `${pixels}px`;
  };
  const settle = (): void => {
    const moved = slid.current;
    if (moved === 0) return;
    to(0);
    const width = (frame.current?.clientWidth ?? 0) + GAP;
    const by = moved < 0 ? 1 : -1;
    const goesOn = Math.abs(moved) > Math.min(TURN_PART * width, TURN_PIXELS) && canNavigate(by);
    // The next picture continues from where the finger left it.
    if (goesOn) flushSync(() => onNavigate(by));
    if (window.matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    track.current?.animate(
      [{ translate: `${goesOn ? moved + by * width : moved}px` }, { translate: '0px' }],
      {
        duration: SETTLE_MS,
        easing: 'cubic-bezier(0.2, 0.7, 0.3, 1)',
      },
    );
  };
  return { now: () => slid.current, to, settle };
}

/** Wheel and pinch zoom to the pointer, dragging pans, a finger swipes to the next picture. */
export function useGestures({ frame, track, zoom, canNavigate, onNavigate }: Options) {
  const pointers = useRef(new Map<number, Point>());
  const hasPinched = useRef(false);
  const slide = useSlide({ frame, track, canNavigate, onNavigate });
  useWheel({ frame, zoom });

  const onPointerDown = (event: PointerEvent): void => {
    const isMouse = event.pointerType === 'mouse';
    // A mouse has the wheel and the buttons; with the desktop app, it drags the photo out.
    if (isMouse && (event.button !== 0 || !zoom.isZoomed())) return;
    if (isMouse) event.currentTarget.setPointerCapture(event.pointerId);
    pointers.current.set(event.pointerId, fromMiddle(frame, event));
    if (pointers.current.size > 1) {
      hasPinched.current = true;
      slide.to(0);
    }
  };
  const onPointerMove = (event: PointerEvent): void => {
    const was = pointers.current.get(event.pointerId);
    if (was === undefined) return;
    const now = fromMiddle(frame, event);
    const [other] = [...pointers.current].filter(([id]) => id !== event.pointerId).map(([, at]) => at);
    pointers.current.set(event.pointerId, now);
    const [across, down] = [now.x - was.x, now.y - was.y];
    if (other !== undefined) {
      const distance = (at: Point): number => Math.max(20, Math.hypot(at.x - other.x, at.y - other.y));
      zoom.pan(across / 2, down / 2);
      zoom.by(distance(now) / distance(was), { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 });
    } else if (zoom.isZoomed()) zoom.pan(across, down);
    else if (!hasPinched.current) {
      const to = slide.now() + across;
      // Where there is none, it gives a little.
      slide.to(canNavigate(to < 0 ? 1 : -1) ? to : slide.now() + across / 4);
    }
  };
  const onPointerEnd = (event: PointerEvent): void => {
    if (!pointers.current.delete(event.pointerId) || pointers.current.size > 0) return;
    hasPinched.current = false;
    slide.settle();
  };

  return {
    onPointerDown,
    onPointerMove,
    onPointerUp: onPointerEnd,
    onPointerCancel: onPointerEnd,
    onDoubleClick: (event: { clientX: number; clientY: number }): void =>
      zoom.toggle(fromMiddle(frame, event)),
  };
}
