// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createNavigation, type Navigation } from '../../../renderer/app/navigation.ts';
import { parseRoute, routeTo, routeToSearch } from '../../../renderer/app/route.ts';

const settings = routeTo('settings');
const albums = routeTo('albums');
const people = routeTo('people');

const nextArrival = (): Promise<void> =>
  new Promise((resolve) => window.addEventListener('popstate', () => resolve(), { once: true }));

/** Steps back as the browser's own button does. */
async function backInBrowser(): Promise<void> {
  const arrived = nextArrival();
  history.back();
  await arrived;
}

describe('the addresses of the window', () => {
  let navigation: Navigation;
  let unfollow: () => void;

  beforeEach(() => {
    navigation = createNavigation();
    unfollow = navigation.follow();
  });
  afterEach(() => unfollow());

  it('lead to the screen that is chosen while a step back is under way, which then lies before it', async () => {
    navigation.go(people);
    navigation.go(settings);
    const arrived = nextArrival();
    navigation.back();
    navigation.go(albums);
    expect(navigation.get().route).toEqual(albums);
    await arrived;
    expect(navigation.get().route).toEqual(albums);
    expect(parseRoute(location.hash)).toEqual(albums);
    await backInBrowser();
    expect(navigation.get().route).toEqual(people);
  });

  it('are not held by a screen that moves by itself while the window steps back from it', async () => {
    navigation.go(people);
    navigation.go(settings);
    const arrived = nextArrival();
    navigation.back();
    navigation.replace(routeTo('settings', 'privacy'));
    await arrived;
    expect(navigation.get().route).toEqual(people);
    expect(parseRoute(location.hash)).toEqual(people);
    navigation.replace(albums);
    expect(navigation.get().route).toEqual(albums);
  });

  it('are two further back after two steps at once', async () => {
    navigation.go(people);
    navigation.go(settings);
    navigation.go(albums);
    const arrived = nextArrival();
    navigation.back();
    navigation.back();
    await arrived;
    await expect.poll(() => navigation.get().route).toEqual(people);
  });

  it('have the whole text again by Forward, however soon Back follows the last letter', async () => {
    const before = navigation.get().route;
    navigation.go(routeToSearch('b'), true);
    for (const text of ['be', 'bea', 'beac', 'beach']) navigation.replace(routeToSearch(text));
    // Within the time after which addresses are written.
    await backInBrowser();
    expect(navigation.get().route).toEqual(before);
    const arrived = nextArrival();
    history.forward();
    await arrived;
    expect(navigation.get().route).toEqual(routeToSearch('beach'));
    expect(location.hash).toBe('#/photos?q=beach');
  });

  it('have nothing of a text whose place another one took', async () => {
    navigation.go(routeToSearch('b'), true);
    for (const text of ['be', 'bea']) navigation.replace(routeToSearch(text));
    await backInBrowser();
    navigation.go(routeToSearch('dog'));
    await backInBrowser();
    const arrived = nextArrival();
    history.forward();
    await arrived;
    expect(navigation.get().route).toEqual(routeToSearch('dog'));
  });
});
