import type { Page } from 'playwright-core';

const MOST_STOPS = 150;

/**
 * Runs in the page, after a walk: what can be pressed or filled in, but was neither a stop nor is in a group in
 * which the arrow keys go around.
 */
export const OUT_OF_REACH = `(() => {
  const open = [...document.querySelectorAll('dialog[open]')].at(-1) ?? document.body;
  // The list of suggestions comes when the walk ends in the search box; a test of its own goes through it.
  // The list of places beside a map has what its markers open.
  const around = '[role="grid"], [role="menu"], .suggestions, .explore-cards, .questions, .map-marker';
  return [...open.querySelectorAll('button, input, summary, a[href], [tabindex]')]
    .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.disabled && !one.closest('[popover]:not(:popover-open)'))
    .filter((one) => one.dataset.stop === undefined && !one.closest(around) && one !== open)
    .filter((one) => !one.matches('[type="radio"]:not(:checked)'))
    // It takes the focus when its screen comes; nothing is pressed there.
    .filter((one) => !one.matches('.screen-heading'))
    .map((one) => one.outerHTML.slice(0, 120));
})()`;

/** Runs in the page: how the element with the focus looks, itself and what shows the focus for it. */
const LOOK = `(() => {
  const look = (one) => {
    if (!one) return '';
    const { outlineStyle, outlineWidth, outlineColor, boxShadow, borderColor, backgroundColor } = getComputedStyle(one);
    return [outlineStyle === 'none' ? '' : outlineWidth + outlineColor, boxShadow, borderColor, backgroundColor].join();
  };
  const lookOf = (one) => [one, one.matches('[type="radio"]') ? one.nextElementSibling : null, one.closest('.search-box')].map(look).join('|');
  const before = window.lastFocus;
  const isSame = before?.element.isConnected && before.element !== document.body && lookOf(before.element) === before.look;
  const element = document.activeElement;
  window.lastFocus = { element, look: lookOf(element) };
  return {
    // What looks the same with the focus and without.
    unseen: isSame === true ? before.element.outerHTML.slice(0, 160) : null,
    // A number for each element, to know it again.
    stop: element === document.body ? 0 : (element.dataset.stop ??= String((window.stops = (window.stops ?? 0) + 1))),
    name: element.getAttribute('aria-label') ?? element.textContent.slice(0, 40),
    inView: element.getBoundingClientRect().top < innerHeight && element.getBoundingClientRect().bottom > 0,
  };
})()`;

interface Stop {
  readonly unseen: string | null;
  readonly stop: string | 0;
  readonly name: string;
  readonly inView: boolean;
}

/** Goes from stop to stop until the first one comes again; what is wrong on the way is the answer. */
export async function walk(page: Page): Promise<{ stops: string[]; wrong: string[] }> {
  const stops: string[] = [];
  const wrong: string[] = [];
  const seen = new Set<string | 0>();
  await page.evaluate('void (window.lastFocus = undefined)');
  for (let at = 0; at < MOST_STOPS; at += 1) {
    await page.keyboard.press('Tab');
    const stop = (await page.evaluate(LOOK)) as Stop;
    if (stop.unseen !== null) wrong.push(`the focus is not seen: ${stop.unseen}`);
    if (!stop.inView && stop.stop !== 0) wrong.push(`out of sight: ${stop.name}`);
    if (seen.has(stop.stop)) return { stops, wrong };
    seen.add(stop.stop);
    if (stop.stop !== 0) stops.push(stop.name);
  }
  return { stops, wrong: [...wrong, `no end after ${MOST_STOPS} stops`] };
}
