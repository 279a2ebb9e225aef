/** What is scrolled; all lengths and positions are pixels. */
type View = Pick<HTMLElement, 'scrollTop' | 'scrollHeight' | 'clientHeight'>;

/** A view over more than a browser can lay out: Firefox goes up to 17 million pixels, others to 33. */
export interface LongScroll {
  /** Called when `shift` changes. */
  readonly subscribe: (listener: () => void) => () => void;
  /** What is at `y` is laid out at `y - shift`; 0 as long as all of it can be laid out. */
  readonly shift: () => number;
  /** How high it can be laid out. */
  laidOut(full: number): number;
  /** Takes what is scrolled, and how high its content is. */
  measure(view: View | null, full: number): void;
  /** Where the view begins, and where it can begin at the most. */
  top(): number;
  most(): number;
  go(top: number): void;
  /** Called while nothing scrolls: makes room in both directions, invisibly. */
  rest(): void;
}

/**
 * So much is laid out; so near to both ends, nothing is shifted but by all that is missing; a step longer than
 * that is a jump: the scroll bar was drawn.
 */
const LIMITS = { most: 15_000_000, edge: 1_000_000, jump: 10_000 };

type Limits = typeof LIMITS;

/**
 * Scrolls as one is used to, since the content moves as far as the view does; only where the view jumps, and
 * while it rests, what is laid out becomes another part of the whole. Then the part of the way that the scroll
 * bar has gone is, but for the ends, the part of the whole that is seen.
 */
export const createLongScroll = (limits: Limits = LIMITS): LongScroll => new ShiftedScroll(limits);

class ShiftedScroll implements LongScroll {
  readonly #limits: Limits;
  #view: View | null = null;
  #full = 0;
  #shift = 0;
  /** Last scroll position, as reported by the browser. */
  #last = 0;
  readonly #listeners = new Set<() => void>();

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  readonly shift = (): number => this.#shift;
  readonly laidOut = (wanted: number): number => Math.min(wanted, this.#limits.most);
  readonly measure = (view: View | null, full: number): void => {
    this.#view = view;
    this.#full = full;
    this.#setShift(Math.min(this.#shift, this.#missing()));
  };
  readonly top = (): number => {
    if (this.#view === null) return 0;
    const place = this.#view.scrollTop;
    if (this.#missing() > 0 && place !== this.#last) {
      if (place <= 0) this.#setShift(0);
      else if (place >= this.#end()) this.#setShift(this.#missing());
      else if (Math.abs(place - this.#last) > this.#limits.jump) this.#setShift(this.#shiftAt(place));
    }
    this.#last = place;
    return place + this.#shift;
  };
  readonly most = (): number => this.#end() + this.#missing();
  readonly go = (wanted: number): void => {
    if (this.#view === null) return;
    const top = Math.min(this.most(), Math.max(0, wanted));
    const isClose = Math.abs(top - this.top()) <= this.#limits.jump;
    const isNear = isClose && top > this.#shift && top - this.#shift < this.#end();
    this.#put(this.#view, top, isNear || this.#missing() === 0 ? top - this.#shift : this.#placeOf(top));
  };
  readonly rest = (): void => {
    if (this.#view === null || this.#missing() === 0) return;
    const top = this.top();
    const place = this.#placeOf(top);
    if (Math.abs(place - this.#view.scrollTop) > 1) this.#put(this.#view, top, place);
  };

  /** How much is not laid out. */
  #missing(): number {
    return Math.max(0, this.#full - this.#limits.most);
  }
  #end(): number {
    return this.#view === null ? 0 : Math.max(0, this.#view.scrollHeight - this.#view.clientHeight);
  }
  /** Between the ends. */
  #middle(): number {
    return Math.max(1, this.#end() - 2 * this.#limits.edge);
  }
  #setShift(next: number): void {
    if (next === this.#shift) return;
    this.#shift = next;
    for (const listener of this.#listeners) listener();
  }
  #shiftAt(place: number): number {
    const part = Math.min(1, Math.max(0, (place - this.#limits.edge) / this.#middle()));
    return Math.round(part * this.#missing());
  }
  /** Where the browser's view stands best for a position. */
  #placeOf(top: number): number {
    const { edge } = this.#limits;
    const [middle, missing] = [this.#middle(), this.#missing()];
    if (top <= edge) return top;
    if (top >= edge + middle + missing) return top - missing;
    return edge + Math.round(((top - edge) * middle) / (middle + missing));
  }
  #put(view: View, top: number, place: number): void {
    this.#setShift(top - place);
    view.scrollTop = place;
    this.#last = view.scrollTop;
  }
}
