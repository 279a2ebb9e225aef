import { configure } from '@testing-library/dom';

/**
 * What jsdom lacks of a browser, as far as the window uses it: a window of 1200 × 800 pixels, modal dialogs and
 * popovers (shown and hidden, with their events; nothing around them becomes inert), no animation.
 */
const [WIDTH, HEIGHT] = [1200, 800];

Object.defineProperties(HTMLElement.prototype, {
  clientWidth: { configurable: true, get: () => WIDTH },
  clientHeight: { configurable: true, get: () => HEIGHT },
  offsetWidth: { configurable: true, get: () => WIDTH },
  offsetHeight: { configurable: true, get: () => HEIGHT },
});
// Nothing is laid out: what is in the document and not hidden by React counts as seen.
Element.prototype.checkVisibility = function checkVisibility() {
  return this.isConnected && this.closest('[style*="display: none"]') === null;
};
Element.prototype.scrollIntoView = () => undefined;
// Nothing is drawn: what is on a canvas is looked at in a browser.
HTMLCanvasElement.prototype.getContext = () => null;
window.matchMedia = (media) =>
  ({ media, matches: true, addEventListener() {}, removeEventListener() {} }) as unknown as MediaQueryList;
window.ResizeObserver = class {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
};

HTMLDialogElement.prototype.showModal = function showModal() {
  this.open = true;
  const find = (selector: string) => this.querySelector<HTMLElement>(selector);
  (find('[autofocus]') ?? find('button, input') ?? this).focus();
};
HTMLDialogElement.prototype.close = function close() {
  this.open = false;
};

const shown = new WeakSet<HTMLElement>();
const setShown = (element: HTMLElement, isShown: boolean): void => {
  if (shown.has(element) === isShown) return;
  if (isShown) shown.add(element);
  else shown.delete(element);
  // The style sheet of jsdom hides every popover.
  element.style.display = isShown ? 'block' : '';
  const event = Object.assign(new Event('toggle'), { newState: isShown ? 'open' : 'closed' });
  element.dispatchEvent(event);
};
HTMLElement.prototype.showPopover = function showPopover() {
  setShown(this, true);
};
HTMLElement.prototype.hidePopover = function hidePopover() {
  setShown(this, false);
};
document.addEventListener('click', ({ target }) => {
  const button = target instanceof Element ? target.closest('[popovertarget]') : null;
  const popover = document.getElementById(button?.getAttribute('popovertarget') ?? '');
  if (popover !== null) setShown(popover, !shown.has(popover));
});

/**
 * Computed styles until the document changes: jsdom goes through its style sheets at every call, and Testing Library
 * calls for each ancestor of each element of a role.
 */
const computeStyle = window.getComputedStyle.bind(window);
const changes = new MutationObserver(() => styles.clear());
const styles = new Map<Element, CSSStyleDeclaration>();
changes.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
window.getComputedStyle = (element, pseudoElement) => {
  if (pseudoElement || !document.contains(element)) return computeStyle(element, pseudoElement);
  if (changes.takeRecords().length > 0) styles.clear();
  const style = styles.get(element) ?? computeStyle(element);
  styles.set(element, style);
  return style;
};

// Other processes may have the machine meanwhile.
configure({ asyncUtilTimeout: 10_000 });
