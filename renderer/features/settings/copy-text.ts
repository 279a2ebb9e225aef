/** Copies a text. The clipboard is requested at once, while the press counts as a user gesture; the text follows. */
export function copyText(text: Promise<string>): Promise<void> {
  const blob = text.then((written) => new Blob([written], { type: 'text/plain' }));
  return navigator.clipboard.write([new ClipboardItem({ 'text/plain': blob })]);
}
