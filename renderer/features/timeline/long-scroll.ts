/** What is scrolled; all lengths and positions are pixels. */
type View = Pick<HTMLElement, 'scrollTop' | 'scrollHeight' | 'clientHeight'>;

/** A view over more than a browser can lay out: Firefox goes up to 17 million pixels, others to 33. */
export interface LongScroll {
  /** Told when `shift` changes. */
  readonly subscribe: (listener: () => void) => () => void;
  /** What is at `y` is laid out at `y - shift`; 0 as long as all of it can be laid out. */
  readonly shift: () => number;
  /** How high it can be laid out. */
  laidOut(full: number): number;
  /** Says what is scrolled, and how high its content is. */
  measure(view: View | null, full: number): void;
  /** Where the view begins, and where it can begin at the most. */
  top(): number;
  most(): number;
  go(top: number): void;
  /** Nobody scrolls just now: time to make room in both directions, which is not seen. */
  rest(): void;
}

/**
 * So much is laid out; so near to both ends, nothing is shifted but by all that is missing; a step longer than
 * that is a jump: the scroll bar was drawn.
 */
const LIMITS = { most: 15_000_000, edge: 1_000_000, jump: 10_000 };

/**
 * Scrolls as one is used to, since the content moves as far as the view does; only where the view jumps, and
 * while it rests, what is laid out becomes another part of the whole. Then the part of the way that the scroll
 * bar has gone is, but for the ends, the part of the whole that is seen.
 */
export function createLongScroll({ most, edge, jump } = LIMITS): LongScroll {
  let view: View | null = null;
  let full = 0;
  let shift = 0;
  /** Where the view was when it was last looked at, as the browser tells it. */
  let last = 0;
  const listeners = new Set<() => void>();

  /** How much is not laid out. */
  const missing = (): number => Math.max(0, full - most);
  const end = (): number => (view === null ? 0 : Math.max(0, view.scrollHeight - view.clientHeight));
  /** Between the ends. */
  const middle = (): number => Math.max(1, end() - 2 * edge);
  const setShift = (next: number): void => {
    if (next === shift) return;
    shift = next;
    for (const listener of listeners) listener();
  };
  const shiftAt = (place: number): number =>
    Math.round(Math.min(1, Math.max(0, (place - edge) / middle())) * missing());
  /** Where the browser's view stands best for a position. */
  const placeOf = (top: number): number => {
    if (top <= edge) return top;
    if (top >= edge + middle() + missing()) return top - missing();
    return edge + Math.round(((top - edge) * middle()) / (middle() + missing()));
  };
  const put = (top: number, place: number): void => {
    if (view === null) return;
    setShift(top - place);
    view.scrollTop = place;
    last = view.scrollTop;
  };

  const scroll: LongScroll = {
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    shift: () => shift,
    laidOut: (wanted) => Math.min(wanted, most),
    measure(next, height) {
      view = next;
      full = height;
      setShift(Math.min(shift, missing()));
    },
    top() {
      if (view === null) return 0;
      const place = view.scrollTop;
      if (missing() > 0 && place !== last) {
        if (place <= 0) setShift(0);
        else if (place >= end()) setShift(missing());
        else if (Math.abs(place - last) > jump) setShift(shiftAt(place));
      }
      last = place;
      return place + shift;
    },
    most: () => end() + missing(),
    go(wanted) {
      if (view === null) return;
      const top = Math.min(scroll.most(), Math.max(0, wanted));
      const isNear = Math.abs(top - scroll.top()) <= jump && top > shift && top - shift < end();
      put(top, isNear || missing() === 0 ? top - shift : placeOf(top));
    },
    rest() {
      if (view === null || missing() === 0) return;
      const top = scroll.top();
      const place = placeOf(top);
      if (Math.abs(place - view.scrollTop) > 1) put(top, place);
    },
  };
  return scroll;
}
