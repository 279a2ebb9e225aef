import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  HOME,
  isKnownRoute,
  parseRoute,
  printRoute,
  type Route,
  routeTo,
  routeToSearch,
} from '../../../renderer/app/route.ts';
import { SCREEN_NAMES } from '../../../renderer/app/screens.tsx';
import { secretsFrom } from '../../../src/api/session-secrets.ts';
import { check } from '../../support/properties.ts';

const photo = fc.option(fc.integer({ min: 1, max: 999_999_999_999_999 }), { nil: null });
const text = fc.string({ unit: 'grapheme' });

/** Any route that the window goes to. */
const routes: fc.Arbitrary<Route> = fc.oneof(
  fc
    .record({ text, isByDate: fc.boolean(), isVerbatim: fc.boolean(), photo })
    .map(({ text: typed, isByDate, isVerbatim, photo: open }) => ({
      ...routeToSearch(typed, typed !== '' && isByDate ? 'date' : 'relevance', isVerbatim),
      photo: open,
    })),
  fc
    .record({
      screen: fc.constantFrom(...SCREEN_NAMES.filter((name) => name !== 'photos')),
      item: fc.option(text, { nil: null }),
      photo,
    })
    .map(({ screen, item, photo: open }) => ({ ...routeTo(screen, item), photo: open })),
);

describe('the address of a route', () => {
  it('is read as the route that it was written for', () => {
    check(fc.property(routes, (route) => expect(parseRoute(printRoute(route))).toEqual(route)));
  });

  it('is one fragment that no server is sent, and no key of a session', () => {
    check(
      fc.property(routes, (route) => {
        const printed = printRoute(route);
        expect(printed).toMatch(/^(#\/[!-~]*)?$/);
        expect(new URL(printed, 'http://127.0.0.1/').pathname).toBe('/');
        expect(secretsFrom(printed)).toBeNull();
      }),
    );
  });

  it('is a route whatever was typed in by hand', () => {
    check(
      fc.property(fc.string({ unit: 'binary' }), (typed) => {
        for (const fragment of [typed, `#/${typed}`, `#/photos?${typed}`, `#/albums/${typed}`]) {
          const route = parseRoute(fragment);
          expect(parseRoute(printRoute(route))).toEqual(route);
        }
      }),
    );
  });

  it('is known, unlike one of no screen', () => {
    check(fc.property(routes, (route) => expect(isKnownRoute(printRoute(route))).toBe(true)));
    for (const known of ['', '#', '#/', '#/photos', '#/albums/3', '#/?q=x'])
      expect(isKnownRoute(known)).toBe(true);
    for (const unknown of ['#/nonsense', '#/nonsense?q=x', '#nonsense', '#/Photos', '#/albumss/3'])
      expect(isKnownRoute(unknown)).toBe(false);
  });

  it.each([
    ['', HOME],
    ['#/', HOME],
    ['#/nowhere', HOME],
    ['#/photos?q=beach+2019&sort=date&photo=12', { ...routeToSearch('beach 2019', 'date'), photo: 12 }],
    ['#/photos?photo=0', HOME],
    ['#/people/person%3A1', routeTo('people', 'person:1')],
    ['#/people/%', routeTo('people')],
    ['#/albums/3?photo=7', { ...routeTo('albums', '3'), photo: 7 }],
    ['#/favourites?q=beach', routeTo('favourites')],
  ])('reads %s', (fragment, route) => {
    expect(parseRoute(fragment)).toEqual(route);
  });
});
