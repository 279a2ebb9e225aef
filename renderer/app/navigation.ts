import { HOME, isKnownRoute, isSameRoute, parseRoute, printRoute, type Route } from './route.ts';

/** How far a screen was scrolled: pixels, or a photo's rank and the pixels below the beginning of its row. */
export interface ScrollPlace {
  readonly rank: number;
  readonly pixels: number;
}

/** What the browser keeps with each address of its history. */
interface Entry {
  /** How many of this window's addresses are before it. */
  readonly index: number;
  /** Opened from the address before it, to which closing it leads: a photo over its list, the first letter typed. */
  readonly isOver: boolean;
  readonly place: ScrollPlace | null;
}

/** How the window came to its route. */
export type Arrival = 'start' | 'go' | 'back';

export interface NavigationState {
  readonly route: Route;
  readonly arrival: Arrival;
  /** The address was of no screen: the timeline is shown instead, under its own address. */
  readonly isAstray: boolean;
}

/** Milliseconds: addresses that are typed, and places, are written at most so often; browsers limit how often. */
const WRITE_EVERY_MS = 300;
/** Milliseconds after which a browser that was to go back is not waited for any more. */
const BACK_WITHIN_MS = 10_000;

const isCount = (value: unknown): value is number => typeof value === 'number' && value >= 0;

function placeOf(value: unknown): ScrollPlace | null {
  if (typeof value !== 'object' || value === null || !('rank' in value) || !('pixels' in value)) return null;
  const { rank, pixels } = value;
  return isCount(rank) && typeof pixels === 'number' ? { rank, pixels } : null;
}

/** What an address of this window was kept with; null for one that was typed in by hand. */
function entryOf(value: unknown): Entry | null {
  if (typeof value !== 'object' || value === null || !('index' in value) || !isCount(value.index))
    return null;
  return {
    index: value.index,
    isOver: 'isOver' in value && value.isOver === true,
    place: 'place' in value ? placeOf(value.place) : null,
  };
}

/** The addresses of the window: where it is, where it was, and how it goes on. */
export interface Navigation {
  readonly get: () => NavigationState;
  readonly subscribe: (listener: () => void) => () => void;
  /** Goes on to a new address, which `close` leaves again if it is over the one before. */
  go(route: Route, isOver?: boolean): void;
  /**
   * Changes the address where it is: a letter was typed, another photo is looked at. Nothing while the window steps
   * back from it: what a screen does that is being left, such as a map that comes to rest, does not hold it.
   */
  replace(route: Route): void;
  /** Leaves what was opened over an address for that address, or for `under` where it was not opened there. */
  close(under: Route): void;
  /** One step back in this window, or to the timeline from its first address. */
  readonly back: () => void;
  /** The element that had the focus when this address was left; null if none, or if the page was loaded since. */
  left(): HTMLElement | null;
  /** How far the current screen was scrolled when it was left or loaded again. */
  readonly place: () => ScrollPlace | null;
  readonly keepPlace: (place: ScrollPlace) => void;
  /** Follows the browser until the returned function is called. */
  readonly follow: () => () => void;
}

export const createNavigation = (): Navigation => new WindowNavigation();

class WindowNavigation implements Navigation {
  #state: NavigationState;
  #entry: Entry;
  readonly #left = new Map<number, HTMLElement>();
  readonly #listeners = new Set<() => void>();
  /** What was typed at an address that was left before it was written, by the index of its entry. */
  readonly #unwritten = new Map<number, Route>();
  #writing: ReturnType<typeof setTimeout> | undefined;
  #writtenAt = -WRITE_EVERY_MS;
  /** What is written as soon as the browser has gone back; null while it is not to. */
  #afterBack: (() => void)[] | null = null;
  #late: ReturnType<typeof setTimeout> | undefined;
  /** The browser is to go back, and the address that is still shown is the one that it leaves. */
  #isLeaving = false;

  constructor() {
    const isAstray = !isKnownRoute(location.hash);
    this.#state = { route: parseRoute(location.hash), arrival: 'start', isAstray };
    this.#entry = entryOf(history.state) ?? { index: 0, isOver: false, place: null };
    if (isAstray) history.replaceState(this.#entry, '', addressOf(this.#state.route));
  }

  readonly get = (): NavigationState => this.#state;
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  readonly go = (route: Route, isOver = false): void => {
    if (isSameRoute(route, this.#state.route)) return;
    this.#write();
    const { activeElement } = document;
    if (activeElement instanceof HTMLElement) this.#left.set(this.#entry.index, activeElement);
    const entry = { index: this.#entry.index + 1, isOver, place: null };
    // The addresses after it are gone.
    for (const index of this.#unwritten.keys()) if (index >= entry.index) this.#unwritten.delete(index);
    this.#set(route, 'go', entry);
    this.#whenThere(() => history.pushState(entry, '', addressOf(route)));
  };
  readonly replace = (route: Route): void => {
    if (this.#isLeaving || isSameRoute(route, this.#state.route)) return;
    const { screen, item, text } = this.#state.route;
    const isElsewhere = screen !== route.screen || item !== route.item || text !== route.text;
    this.#set(route, 'go', isElsewhere ? { ...this.#entry, place: null } : this.#entry);
    this.#writeSoon();
  };
  readonly close = (under: Route): void => {
    if (!this.#entry.isOver) {
      this.replace(under);
      return;
    }
    this.#write();
    this.#set(under, 'back', { index: this.#entry.index - 1, isOver: false, place: null });
    this.#stepBack();
  };
  readonly back = (): void => {
    const { index } = this.#entry;
    if (index === 0) {
      this.go(HOME);
      return;
    }
    this.#write();
    this.#entry = { ...this.#entry, index: index - 1 };
    this.#isLeaving = true;
    this.#stepBack();
  };
  readonly left = (): HTMLElement | null => this.#left.get(this.#entry.index) ?? null;
  readonly place = (): ScrollPlace | null => this.#entry.place;
  readonly keepPlace = (place: ScrollPlace): void => {
    if (this.#afterBack !== null) return;
    this.#entry = { ...this.#entry, place };
    this.#writeSoon();
  };
  readonly follow = (): (() => void) => {
    const onPopState = ({ state }: PopStateEvent): void => this.#arrive(entryOf(state));
    const onLeave = (): void => this.#write();
    window.addEventListener('popstate', onPopState);
    window.addEventListener('pagehide', onLeave);
    return () => {
      window.removeEventListener('popstate', onPopState);
      window.removeEventListener('pagehide', onLeave);
      this.#write();
      clearTimeout(this.#late);
    };
  };

  #set(route: Route, arrival: Arrival, entry: Entry, isAstray = false): void {
    this.#isLeaving = false;
    this.#entry = entry;
    this.#state = { route, arrival, isAstray };
    for (const listener of this.#listeners) listener();
  }

  /** The browser is at another address: it went back or on, or one was typed in by hand. */
  #arrive(known: Entry | null): void {
    if (this.#writing !== undefined) this.#unwritten.set(this.#entry.index, this.#state.route);
    clearTimeout(this.#writing);
    this.#writing = undefined;
    const isAwaited = this.#afterBack !== null;
    const isOvertaken = this.#afterBack !== null && this.#afterBack.length > 0;
    if (isOvertaken) {
      this.#goOn();
      return;
    }
    this.#afterBack = null;
    this.#isLeaving = false;
    clearTimeout(this.#late);
    const entry = known ?? { index: this.#entry.index + 1, isOver: false, place: null };
    if (known === null) history.replaceState(entry, '');
    const unwritten = known === null ? undefined : this.#unwritten.get(entry.index);
    this.#unwritten.delete(entry.index);
    if (unwritten !== undefined) history.replaceState(entry, '', addressOf(unwritten));
    const isAstray = unwritten === undefined && !isKnownRoute(location.hash);
    const route = unwritten ?? parseRoute(location.hash);
    if (isAstray) history.replaceState(entry, '', addressOf(route));
    // What was closed is shown already.
    if (isAwaited && isSameRoute(route, this.#state.route)) this.#entry = entry;
    else this.#set(route, known === null ? 'go' : 'back', entry, isAstray);
  }

  /** The browser goes back some time after it was asked: what is written until then waits for it. */
  #stepBack(): void {
    this.#whenThere(() => {
      this.#afterBack = [];
      this.#late = setTimeout(() => this.#goOn(), BACK_WITHIN_MS);
      history.back();
    });
  }

  /** Calls it once no step back is on its way: it would lead back from what is written now. */
  #whenThere(write: () => void): void {
    if (this.#afterBack === null) write();
    else this.#afterBack.push(write);
  }

  #goOn(): void {
    const waiting = this.#afterBack ?? [];
    this.#afterBack = null;
    if (waiting.length === 0) this.#isLeaving = false;
    clearTimeout(this.#late);
    for (const write of waiting) this.#whenThere(write);
  }

  #writeSoon(): void {
    const dueMs = this.#writtenAt + WRITE_EVERY_MS - performance.now();
    this.#writing ??= setTimeout(() => this.#write(), Math.max(0, dueMs));
    if (dueMs <= 0) this.#write();
  }

  #write(): void {
    if (this.#writing === undefined) return;
    clearTimeout(this.#writing);
    this.#writing = undefined;
    this.#writtenAt = performance.now();
    const [entry, route] = [this.#entry, this.#state.route];
    this.#whenThere(() => history.replaceState(entry, '', addressOf(route)));
  }
}

/** A whole address: that of the page, which is the same for all, and the route's fragment. */
const addressOf = (route: Route): string => `${location.pathname}${location.search}${printRoute(route)}`;
