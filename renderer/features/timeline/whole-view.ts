import type { LongScroll } from './long-scroll.ts';

/**
 * An element as a virtualiser shall see it, which reads and writes positions: as high as all of its content, and
 * scrolled through that. For all else it is the element itself.
 */
export const wholeView = <E extends HTMLElement>(element: E, scroll: LongScroll): E =>
  new Proxy(element, {
    get(target, key) {
      if (key === 'scrollTop') return scroll.top();
      if (key === 'scrollHeight') return scroll.most() + target.clientHeight;
      if (key === 'scrollTo') return ({ top }: ScrollToOptions) => top !== undefined && scroll.go(top);
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
