import { describe, expect, it } from 'vitest';
import { createLongScroll } from '../../../renderer/features/timeline/long-scroll.ts';
import fc from '../../support/properties.ts';

const LIMITS = { most: 100_000, edge: 10_000, jump: 2_000 };
const VIEW = 700;

/** What a browser does: whole pixels, and never beyond its ends. */
class Scroller {
  readonly clientHeight = VIEW;
  readonly scrollHeight: number;
  #top = 0;
  constructor(height: number) {
    this.scrollHeight = height;
  }
  get scrollTop(): number {
    return this.#top;
  }
  set scrollTop(wanted: number) {
    this.#top = Math.min(this.scrollHeight - VIEW, Math.max(0, Math.round(wanted)));
  }
}

function make(full: number) {
  const scroll = createLongScroll(LIMITS);
  const view = new Scroller(scroll.laidOut(full));
  scroll.measure(view, full);
  return { scroll, view };
}

const anyLength = fc.integer({ min: VIEW, max: 5_000_000 });

describe('scrolling through more than a browser can lay out', () => {
  it('shifts nothing that can be laid out', () => {
    const { scroll, view } = make(LIMITS.most);
    for (const top of [0, 5000, 50_000, LIMITS.most]) {
      view.scrollTop = top;
      expect(scroll.top()).toBe(view.scrollTop);
      scroll.rest();
      expect(scroll.shift()).toBe(0);
    }
  });

  it('goes to every place, and lays it out where the browser can', () => {
    fc.assert(
      fc.property(anyLength, fc.array(fc.double({ min: 0, max: 1, noNaN: true })), (full, parts) => {
        const { scroll, view } = make(full);
        for (const part of parts) {
          const top = Math.round(part * (full - VIEW));
          scroll.go(top);
          expect(scroll.top()).toBe(top);
          expect(view.scrollTop).toBe(top - scroll.shift());
        }
      }),
    );
  });

  it('moves what is seen by as much as the view moves, and by nothing at rest', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 500_000, max: 5_000_000 }),
        fc.double({ min: 0.2, max: 0.8, noNaN: true }),
        fc.array(fc.tuple(fc.integer({ min: -LIMITS.jump, max: LIMITS.jump }), fc.boolean()), {
          maxLength: 30,
        }),
        (full, part, steps) => {
          const { scroll, view } = make(full);
          scroll.go(Math.round(part * full));
          for (const [step, rests] of steps) {
            const before = scroll.top();
            const [place, last] = [view.scrollTop + step, view.scrollHeight - VIEW];
            view.scrollTop = place;
            if (place > 0 && place < last) expect(scroll.top()).toBe(before + step);
            const now = scroll.top();
            if (rests) scroll.rest();
            expect(scroll.top()).toBe(now);
          }
        },
      ),
    );
  });

  it('comes from one end to the other in small steps, whoever rests and when', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1 }), (pauses) => {
        const { scroll, view } = make(1_000_000);
        const isPause = (at: number): boolean => at % (pauses[at % pauses.length] ?? 1) === 0;
        let seen = 0;
        for (let at = 0; scroll.top() < scroll.most() && at < 5000; at += 1) {
          view.scrollTop += 400;
          expect(scroll.top()).toBeGreaterThan(seen);
          seen = scroll.top();
          if (isPause(at)) scroll.rest();
        }
        expect(scroll.top()).toBe(1_000_000 - VIEW);
        for (let at = 0; scroll.top() > 0 && at < 5000; at += 1) {
          view.scrollTop -= 400;
          expect(scroll.top()).toBeLessThan(seen);
          seen = scroll.top();
          if (isPause(at)) scroll.rest();
        }
        expect(scroll.top()).toBe(0);
      }),
      { numRuns: 20 },
    );
  });

  it('follows the scroll bar when it is drawn, to both ends', () => {
    const { scroll, view } = make(2_000_000);
    view.scrollTop = (view.scrollHeight - VIEW) / 2;
    expect(Math.abs(scroll.top() - (2_000_000 - VIEW) / 2)).toBeLessThan(50);
    view.scrollTop = view.scrollHeight;
    expect(scroll.top()).toBe(2_000_000 - VIEW);
    view.scrollTop = 0;
    expect(scroll.top()).toBe(0);
  });

  it('holds its place when more is found, and shifts no more than is missing when there is less', () => {
    const { scroll, view } = make(1_000_000);
    scroll.go(600_000);
    scroll.measure(view, 1_200_000);
    expect(scroll.top()).toBe(600_000);
    const told: number[] = [];
    scroll.subscribe(() => told.push(scroll.shift()));
    scroll.measure(view, LIMITS.most);
    expect(scroll.shift()).toBe(0);
    expect(told).toEqual([0]);
  });
});
