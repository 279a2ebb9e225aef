import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { placeAfter, slideOrder } from '../../../renderer/features/slideshow/slide-order.ts';
import {
  parseChoices,
  type SlideshowChoices,
} from '../../../renderer/features/slideshow/slideshow-choices.ts';
import {
  createSlideshow,
  FADE_MS,
  type SlideshowSession,
} from '../../../renderer/features/slideshow/slideshow-session.ts';

const CHOICES: SlideshowChoices = {
  seconds: 3,
  isShuffled: false,
  repeats: false,
  playsFilms: true,
  moves: true,
};

/** A show of photos 0 to `count`; each picture comes as soon as it is asked for, but the broken ones. */
function show(
  count: number,
  options: { broken?: number[]; films?: number[]; start?: number } & Partial<SlideshowChoices> = {},
) {
  const { broken = [], films = [], start = 0, ...choices } = options;
  const session = createSlideshow({
    source: { count, start, slide: async (at) => ({ photo: at, turn: null, isFilm: films.includes(at) }) },
    choices: { ...CHOICES, ...choices },
    seed: 7,
    report: (error) => {
      throw error;
    },
  });
  const most = { pictures: 0 };
  let settled = 0;
  session.subscribe(() => {
    const { leaving, current, next } = session.get();
    most.pictures = Math.max(most.pictures, [leaving, current, next].filter((one) => one !== null).length);
    if (next === null || next.key === settled) return;
    settled = next.key;
    queueMicrotask(() => (broken.includes(next.photo) ? session.failed(next.key) : session.ready(next.key)));
  });
  return { session, stop: session.start(), most };
}

const seen = ({ get }: SlideshowSession): number | undefined => get().current?.photo;
const pass = (ms: number): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('a slideshow', () => {
  it('shows each photo for its time and is over behind the last one', async () => {
    const { session } = show(3);
    await pass(0);
    expect(seen(session)).toBe(0);
    await pass(2900);
    expect(seen(session)).toBe(0);
    await pass(200);
    expect(seen(session)).toBe(1);
    await pass(3000);
    expect(seen(session)).toBe(2);
    expect(session.get().isOver).toBe(false);
    await pass(3000);
    expect(session.get().isOver).toBe(true);
  });

  it('never has more than three pictures, and two once the fading is over', async () => {
    const { session, most } = show(50);
    await pass(0);
    for (let step = 0; step < 40; step++) {
      session.step(1);
      await pass(10);
    }
    expect(most.pictures).toBe(3);
    await pass(FADE_MS);
    expect(session.get().leaving).toBe(null);
  });

  it('begins from the focused photo, and begins again at the end where it is to', async () => {
    const { session } = show(3, { start: 1, repeats: true });
    await pass(0);
    expect(seen(session)).toBe(1);
    await pass(6100);
    expect(seen(session)).toBe(0);
    expect(session.get().isOver).toBe(false);
  });

  it('stays while it is paused, and goes by the keys nevertheless', async () => {
    const { session } = show(5);
    await pass(0);
    session.setPlaying(false);
    await pass(60_000);
    expect(seen(session)).toBe(0);
    session.step(1);
    await pass(0);
    expect(seen(session)).toBe(1);
    session.step(-1);
    await pass(0);
    expect(seen(session)).toBe(0);
    session.step(-1);
    await pass(60_000);
    expect(seen(session)).toBe(0);
    session.setPlaying(true);
    await pass(3100);
    expect(seen(session)).toBe(1);
  });

  it('goes on forwards after a step back', async () => {
    const { session } = show(5, { start: 3 });
    await pass(0);
    session.step(-1);
    await pass(0);
    expect(seen(session)).toBe(2);
    await pass(3100);
    expect(seen(session)).toBe(3);
  });

  it('skips broken pictures, also the last ones', async () => {
    const { session } = show(5, { broken: [1, 2, 4] });
    await pass(3100);
    expect(seen(session)).toBe(3);
    await pass(3100);
    expect(session.get().isOver).toBe(true);
  });

  it('skips a picture that does not come within the limit', async () => {
    const session = createSlideshow({
      source: {
        count: 2,
        start: 0,
        slide: (at) =>
          at === 0
            ? new Promise<null>(() => undefined)
            : Promise.resolve({ photo: at, turn: null, isFilm: false }),
      },
      choices: CHOICES,
      seed: 1,
      report: () => undefined,
      comesWithinMs: 500,
    });
    const stop = session.start();
    await pass(600);
    expect(session.get().next?.photo).toBe(1);
    stop();
  });

  it('says so where nothing can be shown', async () => {
    const { session } = show(3, { broken: [0, 1, 2] });
    await pass(0);
    expect(session.get()).toMatchObject({ isBroken: true, current: null });
  });

  it('goes on from a first photo that is the only one left', async () => {
    const { session } = show(3, { broken: [0], start: 1 });
    await pass(0);
    session.step(-1);
    await pass(0);
    expect(seen(session)).toBe(1);
    await pass(3100);
    expect(seen(session)).toBe(2);
  });

  it('plays a film to its end, and leaves one that does not go on', async () => {
    const { session } = show(3, { films: [0, 1] });
    await pass(0);
    for (let played = 0; played < 60; played++) {
      await pass(1000);
      session.progressed(session.get().current?.key ?? 0);
    }
    expect(seen(session)).toBe(0);
    session.ended(session.get().current?.key ?? 0);
    await pass(0);
    expect(seen(session)).toBe(1);
    await pass(21_000);
    expect(seen(session)).toBe(2);
  });

  it('leaves films out where they are not to be played', async () => {
    const { session } = show(4, { films: [0, 2], playsFilms: false });
    await pass(0);
    expect(seen(session)).toBe(1);
    await pass(3100);
    expect(seen(session)).toBe(3);
  });

  it('goes on from the photo that is seen when the order changes', async () => {
    const { session } = show(20);
    await pass(3100);
    expect(seen(session)).toBe(1);
    session.choose({ ...CHOICES, isShuffled: true });
    const shuffled: (number | undefined)[] = [];
    for (let step = 0; step < 19; step++) {
      session.step(1);
      await pass(0);
      shuffled.push(seen(session));
    }
    expect(new Set([1, ...shuffled]).size).toBe(20);
    expect(shuffled).not.toEqual(shuffled.toSorted((a, b) => (a ?? 0) - (b ?? 0)));
    session.choose(CHOICES);
    const last = seen(session) ?? 0;
    session.step(-1);
    await pass(0);
    expect(seen(session)).toBe(Math.max(0, last - 1));
  });

  it('stays at a single photo that repeats', async () => {
    const { session } = show(1, { repeats: true });
    await pass(30_000);
    expect(session.get()).toMatchObject({ isOver: false, current: { photo: 0 } });
  });

  it('does nothing any more after it was stopped', async () => {
    const { session, stop } = show(3);
    await pass(0);
    stop();
    await pass(60_000);
    expect(seen(session)).toBe(0);
  });
});

describe('the order of a slideshow', () => {
  it('shuffled has each photo once, begins with the focused one, and is the same for a seed', () => {
    const order = [...slideOrder(100, 42, 5)];
    expect(order[0]).toBe(42);
    expect(new Set(order).size).toBe(100);
    expect([...slideOrder(100, 42, 5)]).toEqual(order);
    expect([...slideOrder(100, 42, 6)]).not.toEqual(order);
    expect([...slideOrder(0, 0, 5)]).toEqual([]);
  });

  it('ends at both ends, or goes round', () => {
    expect(placeAfter(2, 1, 3, false)).toBe(null);
    expect(placeAfter(2, 1, 3, true)).toBe(0);
    expect(placeAfter(0, -1, 3, true)).toBe(2);
    expect(placeAfter(0, -1, 3, false)).toBe(null);
  });
});

describe('the choices of a slideshow', () => {
  it('are read as they were kept, and as at first where they are not valid', () => {
    const kept: SlideshowChoices = { ...CHOICES, seconds: 10, repeats: true };
    expect(parseChoices(JSON.stringify(kept))).toEqual(kept);
    const first = parseChoices(null);
    for (const text of ['', '{', '3', 'null', '{"seconds":7,"moves":"no"}'])
      expect(parseChoices(text)).toEqual(first);
  });
});
