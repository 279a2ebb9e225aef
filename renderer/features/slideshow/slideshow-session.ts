import type { Turn } from '../../../src/domain/photo-edit.ts';
import { placeAfter, slideOrder } from './slide-order.ts';
import type { SlideshowChoices } from './slideshow-choices.ts';

/** A photo or film of a slideshow. */
export interface Slide {
  readonly photo: number;
  readonly turn: Turn | null;
  readonly isFilm: boolean;
}

/** What a slideshow shows. */
export interface SlideSource {
  readonly count: number;
  /** The place in the list that it starts from. */
  readonly start: number;
  /** Null where there is no photo any more. */
  readonly slide: (at: number) => Promise<Slide | null>;
}

/** A slide with its place in the order of the show. */
export interface ShownSlide extends Slide {
  /** Another one each time that a slide is shown. */
  readonly key: number;
  readonly place: number;
}

/** At most three pictures are there: the one that fades out, the one that is seen, and the one to come. */
export interface SlideshowState {
  readonly leaving: ShownSlide | null;
  readonly current: ShownSlide | null;
  readonly next: ShownSlide | null;
  readonly isPlaying: boolean;
  readonly isOver: boolean;
  /** Nothing of it can be shown. */
  readonly isBroken: boolean;
}

export interface SlideshowSession {
  readonly get: () => SlideshowState;
  readonly subscribe: (listener: () => void) => () => void;
  /** The picture of a slide is decoded, or the first frame of its film. */
  ready(key: number): void;
  /** It cannot be shown: it is skipped. */
  failed(key: number): void;
  /** The film has ended. */
  ended(key: number): void;
  /** The film goes on. */
  progressed(key: number): void;
  step(by: 1 | -1): void;
  setPlaying(isPlaying: boolean): void;
  /** Other choices; with another order it goes on from the slide that is seen. */
  choose(choices: SlideshowChoices): void;
  /** Begins; returns how to stop. */
  start(): () => void;
}

/** Milliseconds: how long one picture fades into the next. */
export const FADE_MS = 700;
/** Milliseconds that a picture may take to come, and a film without any progress, before it is skipped. */
const COMES_WITHIN_MS = 20_000;

interface Options {
  readonly source: SlideSource;
  readonly choices: SlideshowChoices;
  /** Of a shuffled order. */
  readonly seed: number;
  /** What went wrong with one slide, which is skipped. */
  readonly report: (error: unknown) => void;
  readonly comesWithinMs?: number;
}

export const createSlideshow = (options: Options): SlideshowSession => new Session(options);

const NOTHING: SlideshowState = {
  leaving: null,
  current: null,
  next: null,
  isPlaying: true,
  isOver: false,
  isBroken: false,
};

class Session implements SlideshowSession {
  readonly #options: Options;
  readonly #listeners = new Set<() => void>();
  #choices: SlideshowChoices;
  #order: Uint32Array;
  #state = NOTHING;
  #keys = 0;
  /** Whether the slide that is prepared comes after the one that is seen, or before it. */
  #direction: 1 | -1 = 1;
  /** The slide that is seen has been seen for long enough. */
  #isDue = true;
  #readyKey: number | null = null;
  /** Slides in a row that could not be shown. */
  #failures = 0;
  /** There is no other slide that can be shown. */
  #isExhausted = false;
  /** The latest slide that was asked for: only that one counts. */
  #version = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #late: ReturnType<typeof setTimeout> | undefined;
  #fading: ReturnType<typeof setTimeout> | undefined;

  constructor(options: Options) {
    this.#options = options;
    this.#choices = options.choices;
    const { count, start } = options.source;
    this.#order = slideOrder(count, start, options.choices.isShuffled ? options.seed : null);
  }

  readonly get = (): SlideshowState => this.#state;
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  readonly start = (): (() => void) => {
    const { start } = this.#options.source;
    this.#prepare(this.#choices.isShuffled ? 0 : start);
    return () => {
      this.#version += 1;
      for (const timer of [this.#timer, this.#late, this.#fading]) clearTimeout(timer);
    };
  };
  readonly ready = (key: number): void => {
    if (key !== this.#state.next?.key) return;
    clearTimeout(this.#late);
    this.#readyKey = key;
    this.#failures = 0;
    this.#goOn();
  };
  readonly failed = (key: number): void => {
    const { current, next } = this.#state;
    if (next !== null && key === next.key) this.#skip(next.place);
    // A film that stops in the middle: the next one.
    else if (key === current?.key) this.#due();
  };
  readonly ended = (key: number): void => {
    if (key === this.#state.current?.key && this.#state.isPlaying) this.#due();
  };
  readonly progressed = (key: number): void => {
    if (key === this.#state.current?.key && this.#state.isPlaying) this.#watchFilm(key);
  };
  readonly step = (by: 1 | -1): void => {
    const { current, next } = this.#state;
    if (current === null) return;
    if (by !== this.#direction || next === null) {
      const place = placeAfter(current.place, by, this.#options.source.count, this.#choices.repeats);
      // Before the first one there is nothing to go to.
      if (place === null && by === -1) return;
      this.#direction = by;
      if (place === null) this.#end();
      else this.#prepare(place);
    }
    this.#due();
  };
  readonly setPlaying = (isPlaying: boolean): void => {
    this.#set({ isPlaying });
    clearTimeout(this.#timer);
    if (isPlaying) this.#wait();
  };
  readonly choose = (choices: SlideshowChoices): void => {
    const before = this.#choices;
    this.#choices = choices;
    const { current } = this.#state;
    if (before.isShuffled !== choices.isShuffled) {
      const seen = current === null ? this.#options.source.start : (this.#order[current.place] ?? 0);
      const { count } = this.#options.source;
      this.#order = slideOrder(count, seen, choices.isShuffled ? this.#options.seed : null);
      if (current !== null) this.#set({ current: { ...current, place: choices.isShuffled ? 0 : seen } });
    }
    const isOther = before.isShuffled !== choices.isShuffled || before.playsFilms !== choices.playsFilms;
    if (isOther || (before.repeats !== choices.repeats && this.#state.next === null)) this.#prepareNext();
    if (this.#state.isPlaying && !this.#isDue) this.#wait();
  };

  #set(change: Partial<SlideshowState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }

  /** Has a slide ready, or the one after it where it cannot be shown. */
  #prepare(place: number): void {
    this.#version += 1;
    const version = this.#version;
    const { source, report, comesWithinMs = COMES_WITHIN_MS } = this.#options;
    this.#readyKey = null;
    this.#isExhausted = false;
    this.#set({ next: null });
    clearTimeout(this.#late);
    this.#late = setTimeout(() => version === this.#version && this.#skip(place), comesWithinMs);
    source.slide(this.#order[place] ?? 0).then(
      (slide) => {
        if (version !== this.#version) return;
        if (slide === null || (slide.isFilm && !this.#choices.playsFilms)) this.#skip(place);
        else {
          this.#keys += 1;
          this.#set({ next: { ...slide, key: this.#keys, place } });
        }
      },
      (error: unknown) => {
        report(error);
        if (version === this.#version) this.#skip(place);
      },
    );
  }

  #prepareNext(): void {
    const { current } = this.#state;
    if (current === null) return;
    const { count } = this.#options.source;
    const place = placeAfter(current.place, this.#direction, count, this.#choices.repeats);
    if (place !== null && place !== current.place) this.#prepare(place);
    else {
      this.#version += 1;
      clearTimeout(this.#late);
      this.#set({ next: null });
    }
  }

  #skip(place: number): void {
    const { count } = this.#options.source;
    this.#failures += 1;
    const next = placeAfter(place, this.#direction, count, this.#choices.repeats);
    if (this.#failures < count && next !== null) {
      this.#prepare(next);
      return;
    }
    this.#version += 1;
    clearTimeout(this.#late);
    this.#set({ next: null });
    this.#isExhausted = true;
    if (this.#state.current === null) this.#set({ isBroken: true });
    else if (this.#direction === -1) {
      // Before what is seen nothing can be shown: it goes on from there.
      this.#direction = 1;
      this.#isDue = false;
      this.#failures = 0;
      this.#prepareNext();
      if (this.#state.isPlaying) this.#wait();
    } else if (this.#isDue) this.#end();
  }

  #end(): void {
    clearTimeout(this.#timer);
    this.#set({ isOver: true, isPlaying: false });
  }

  #due(): void {
    this.#isDue = true;
    this.#goOn();
  }

  /** Shows the next slide where it is time and it is there. */
  #goOn(): void {
    const { current, next } = this.#state;
    if (!this.#isDue) return;
    if (next === null) {
      const { count } = this.#options.source;
      const more = current && placeAfter(current.place, this.#direction, count, this.#choices.repeats);
      // One that is on its way is waited for; a single photo that repeats stays.
      if (current !== null && (more === null || this.#isExhausted)) this.#end();
      return;
    }
    if (this.#readyKey !== next.key) return;
    this.#isDue = false;
    this.#direction = 1;
    this.#set({ leaving: current, current: next, next: null });
    clearTimeout(this.#fading);
    this.#fading = setTimeout(() => this.#set({ leaving: null }), FADE_MS);
    this.#prepareNext();
    if (this.#state.isPlaying) this.#wait();
  }

  #wait(): void {
    clearTimeout(this.#timer);
    const { current } = this.#state;
    if (current === null) return;
    if (current.isFilm) this.#watchFilm(current.key);
    else this.#timer = setTimeout(() => this.#due(), this.#choices.seconds * 1000);
  }

  /** A film plays to its end, as long as it goes on. */
  #watchFilm(key: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.failed(key), this.#options.comesWithinMs ?? COMES_WITHIN_MS);
  }
}
