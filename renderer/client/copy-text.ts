import type { Desktop } from './connect.ts';

/**
 * Copies a text into the clipboard, which the page of the desktop app may not write. A browser is asked at once, while
 * the press counts as a user gesture; the text may follow.
 */
export function copyText(desktop: Desktop | null, text: string | Promise<string>): Promise<void> {
  if (desktop !== null) return Promise.resolve(text).then((one) => desktop.copyText(one));
  if (typeof text === 'string') return navigator.clipboard.writeText(text);
  const blob = text.then((one) => new Blob([one], { type: 'text/plain' }));
  return navigator.clipboard.write([new ClipboardItem({ 'text/plain': blob })]);
}
